package live.griot.identity.account;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals the people whom an earlier version stored in clear, at the first start of this one, before anybody else reads the table; goes on after a
 * crash where it was, and two nodes may do it at once. The embedded database's file is written anew then, since its old pages keep the names.
 */
@Component
class ClearAccounts {
    private static final Logger log = LoggerFactory.getLogger(ClearAccounts.class);
    private static final int AT_ONCE = 500;
    private static final String EMBEDDED_DATABASE = "jdbc:h2:file:";

    private final JdbcClient db;
    private final Profiles profiles;
    private final TakenHandles handles;
    private final Clock clock;

    ClearAccounts(
            JdbcClient db,
            DataSource source,
            Profiles profiles,
            TakenHandles handles,
            Clock clock,
            @Value("${spring.datasource.url}") String databaseUrl) {
        this.db = db;
        this.profiles = profiles;
        this.handles = handles;
        this.clock = clock;
        int sealed = sealAll();
        if (sealed > 0) {
            log.info("Sealed the names of {} people, which were stored in clear", sealed);
            if (databaseUrl.startsWith(EMBEDDED_DATABASE)) {
                compact(source);
            }
        }
    }

    private int sealAll() {
        int sealed = 0;
        for (List<Clear> some = inClear(); !some.isEmpty(); some = inClear()) {
            some.forEach(this::seal);
            sealed += some.size();
        }
        return sealed;
    }

    private List<Clear> inClear() {
        return db.sql("SELECT id, handle, display_name FROM account WHERE handle IS NOT NULL ORDER BY id LIMIT :most")
                .param("most", AT_ONCE)
                .query((row, index) -> new Clear(
                        new UserId(row.getString("id")), row.getString("handle"), row.getString("display_name")))
                .list();
    }

    /** Of two handles that look alike from before that was refused, one keeps others from looking like it. */
    private void seal(Clear person) {
        try {
            seal(person, handles.lookHash(person.handle()));
        } catch (DuplicateKeyException looksLikeAnother) {
            seal(person, null);
        }
    }

    private void seal(Clear person, @Nullable String look) {
        db.sql("""
                        UPDATE account SET handle_hash = :handle, look_hash = :look, sealed_profile = :profile, changed_at = :now,
                          handle = NULL, display_name = NULL, search_name = NULL
                        WHERE id = :id AND handle IS NOT NULL""")
                .param("handle", handles.hash(person.handle()))
                .param("look", look)
                .param("profile", profiles.seal(person.id(), person.handle(), person.name()))
                .param("now", Micros.of(clock.instant()))
                .param("id", person.id().value())
                .update();
    }

    /** Closes the database, which opens again with the next connection; nobody has one yet at a start. */
    private void compact(DataSource source) {
        db.sql("SHUTDOWN COMPACT").update();
        try {
            if (source.isWrapperFor(HikariDataSource.class)) {
                source.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The connections of before the database was compacted cannot be closed", e);
        }
    }

    private record Clear(UserId id, String handle, String name) {}
}
