package live.griot.identity.adminban;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import live.griot.api.id.UserId;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code admin_ban}.
 *
 * @param admin who banned them last
 * @param sealedReason why, under that admin's key
 * @param since since when without a break
 * @param until until when, or null for until that is lifted
 */
record AdminBan(
        UserId person,
        UserId admin,
        String sealedReason,
        Instant since,
        @Nullable Instant until) {
    /** What is true of a row that holds at {@code :now}. */
    static final String HOLDS = "(until_at IS NULL OR until_at > :now)";

    static AdminBan read(ResultSet row, int number) throws SQLException {
        Long until = row.getObject("until_at", Long.class);
        return new AdminBan(
                new UserId(row.getString("account_id")),
                new UserId(row.getString("admin_id")),
                row.getString("sealed_reason"),
                Micros.toInstant(row.getLong("since")),
                until == null ? null : Micros.toInstant(until));
    }
}
