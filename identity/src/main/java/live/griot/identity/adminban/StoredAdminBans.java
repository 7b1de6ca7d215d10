package live.griot.identity.adminban;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.griot.api.Place;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the table {@code admin_ban}: what it says holds on every node from the moment at which it is stored. Thread-safe. */
@Component
class StoredAdminBans implements AdminBans {
    private final JdbcClient db;
    private final PersonalText personalText;
    private final Clock clock;

    StoredAdminBans(JdbcClient db, PersonalText personalText, Clock clock) {
        this.db = db;
        this.personalText = personalText;
        this.clock = clock;
    }

    @Override
    public boolean isBanned(UserId person) {
        return of(person).isPresent();
    }

    @Override
    public Set<UserId> among(Collection<UserId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                db.sql("SELECT account_id FROM admin_ban WHERE account_id IN (:people) AND " + AdminBan.HOLDS)
                        .param("people", people.stream().map(UserId::value).toList())
                        .param("now", Micros.of(clock.instant()))
                        .query((row, index) -> new UserId(row.getString("account_id")))
                        .list());
    }

    @Override
    public void requireNone(UserId person) {
        of(person).ifPresent(ban -> {
            String end = ban.until() == null ? "" : " until " + ban.until();
            String reason = reason(ban);
            throw new Refused(
                    RefusalCode.BANNED,
                    "You are banned from all sessions%s%s".formatted(end, reason == null ? "" : ": " + reason));
        });
    }

    /** Returns somebody's ban that holds now, or empty. */
    Optional<AdminBan> of(UserId person) {
        return db.sql("SELECT * FROM admin_ban WHERE account_id = :person AND " + AdminBan.HOLDS)
                .param("person", person.value())
                .param("now", Micros.of(clock.instant()))
                .query(AdminBan::read)
                .optional();
    }

    /** Returns bans that hold now, the latest first, up to {@code limit} after a place, or from the beginning. */
    List<AdminBan> latest(@Nullable Place after, int limit) {
        return db.sql("SELECT * FROM admin_ban WHERE " + AdminBan.HOLDS + """
                         AND since <= :since AND (since < :since OR account_id < :person)
                        ORDER BY since DESC, account_id DESC LIMIT :limit
                        """)
                .param("now", Micros.of(clock.instant()))
                .param("since", after == null ? Long.MAX_VALUE : after.rank())
                .param("person", after == null ? "" : after.id())
                .param("limit", limit)
                .query(AdminBan::read)
                .list();
    }

    /** Returns why somebody is banned, or null where the admin who said it was erased. */
    @Nullable
    String reason(AdminBan ban) {
        return personalText.open(ban.admin(), ban.sealedReason()).orElse(null);
    }
}
