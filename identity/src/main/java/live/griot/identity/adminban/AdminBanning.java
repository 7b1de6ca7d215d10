package live.griot.identity.adminban;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.EventLog;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admin.Exclusions;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.RightsEnd;
import live.griot.identity.account.Micros;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Bans people across sessions and lifts it. The row, the audit and the event that tells every node are one transaction; from then on
 * nobody lets the person in. That they leave where they are follows, and is tried again until it is so. Thread-safe.
 */
@Component
class AdminBanning {
    /** Longer than anything takes that was let in just before a ban. */
    private static final Duration SLIPPED_IN = Duration.ofSeconds(30);

    /** How long a ban rests that could not be carried out, before it is tried again: its session may be broken for good. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(AdminBanning.class);

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final PersonalText personalText;
    private final Audit audit;
    private final EventLog log;
    private final EndedRights ended;
    private final Exclusions exclusions;
    private final Clock clock;

    /** Until when what failed on this node rests; as many as there are bans at most. */
    private final Map<UserId, Instant> resting = new ConcurrentHashMap<>();

    AdminBanning(
            JdbcClient db,
            TransactionOperations transactions,
            PersonalText personalText,
            Audit audit,
            EventLog log,
            EndedRights ended,
            Exclusions exclusions,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.personalText = personalText;
        this.audit = audit;
        this.log = log;
        this.ended = ended;
        this.exclusions = exclusions;
        this.clock = clock;
    }

    /** Bans somebody from now on, in the place of a ban that there is; returns once nobody lets them in, and they are out where that did not fail. */
    void ban(UserId person, UserId admin, String reason, @Nullable Duration duration) {
        Instant now = now();
        Instant until = duration == null ? null : now.plus(duration);
        String sealed = personalText.seal(admin, reason);
        BannedByAdmin event = new BannedByAdmin(person, admin, until, now);
        transactions.executeWithoutResult(transaction -> {
            store(event, sealed);
            audit.note(
                    AuditKind.ADMIN_ACT,
                    person,
                    admin,
                    "banned across sessions until "
                            + (until == null ? "lifted" : until.truncatedTo(ChronoUnit.SECONDS)));
            log.append(event);
        });
        RightsEnd.by(event).ifPresent(ended::add);
        enforce(person);
    }

    /** Who is banned already has been so since then: what the ban was carried out for is not carried out again. */
    private void store(BannedByAdmin event, String sealedReason) {
        db.sql("""
                        INSERT INTO admin_ban (account_id, admin_id, sealed_reason, since, until_at, enforced_until)
                        VALUES (:person, :admin, :reason, :now, :until, :enforced)
                        ON DUPLICATE KEY UPDATE since = CASE WHEN until_at IS NULL OR until_at > :now THEN since ELSE VALUES(since) END,
                          admin_id = VALUES(admin_id), sealed_reason = VALUES(sealed_reason), until_at = VALUES(until_at),
                          enforced_until = VALUES(enforced_until)""")
                .param("person", event.user().value())
                .param("admin", event.by().value())
                .param("reason", sealedReason)
                .param("now", Micros.of(event.at()))
                .param("until", event.until() == null ? null : Micros.of(event.until()))
                .param("enforced", Micros.of(event.at().plus(SLIPPED_IN)))
                .update();
    }

    /** Lifts a ban; returns whether there was one that held. */
    boolean lift(UserId person, UserId admin) {
        Instant now = now();
        return lift(
                person,
                "account_id = :person AND " + AdminBan.HOLDS,
                new AdminBanLifted(person, admin, now),
                () -> audit.note(AuditKind.ADMIN_ACT, person, admin, "lifted the ban across sessions"));
    }

    private boolean lift(UserId person, String where, AdminBanLifted event, Runnable besides) {
        boolean there = Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean gone = db.sql("DELETE FROM admin_ban WHERE " + where)
                            .param("person", person.value())
                            .param("now", Micros.of(event.at()))
                            .update()
                    == 1;
            if (gone) {
                besides.run();
                log.append(event);
            }
            return gone;
        }));
        if (there) {
            ended.giveBack(event);
        }
        return there;
    }

    /** Tells of those bans whose time is over. They held no longer anyway; with this nothing is left of them. */
    void endThoseWhoseTimeIsOver() {
        Instant now = now();
        for (UserId person : people("until_at > 0 AND until_at <= :now", now)) {
            lift(person, "account_id = :person AND until_at <= :now", new AdminBanLifted(person, null, now), () -> {});
        }
    }

    /** Puts those out who slipped in while they were banned, and those whose sessions could not be reached then. */
    void enforceThoseOfLate() {
        Instant now = now();
        resting.values().removeIf(until -> !now.isBefore(until));
        people("enforced_until > 0", now).stream()
                .filter(person -> !resting.containsKey(person))
                .forEach(this::enforce);
    }

    private void enforce(UserId person) {
        Instant begun = now();
        db.sql("SELECT * FROM admin_ban WHERE account_id = :person AND " + AdminBan.HOLDS)
                .param("person", person.value())
                .param("now", Micros.of(begun))
                .query(AdminBan::read)
                .optional()
                .filter(this::isCarriedOut)
                .ifPresent(ban -> db.sql(
                                "UPDATE admin_ban SET enforced_until = NULL WHERE account_id = :person AND enforced_until <= :begun")
                        .param("person", person.value())
                        .param("begun", Micros.of(begun))
                        .update());
    }

    private boolean isCarriedOut(AdminBan ban) {
        boolean done = false;
        try {
            done = exclusions.exclude(ban.person(), ban.admin(), ban.since());
        } catch (RuntimeException failed) {
            LOG.warn("The ban of {} holds, and is carried out later where they are", ban.person(), failed);
        }
        if (!done) {
            resting.put(ban.person(), now().plus(REST));
        }
        return done;
    }

    /** Of a column that may be null, what is asked for has a least: H2 reads the nulls too otherwise. */
    private List<UserId> people(String where, Instant now) {
        return db.sql("SELECT account_id FROM admin_ban WHERE " + where + " ORDER BY enforced_until DESC LIMIT :most")
                .param("now", Micros.of(now))
                .param("most", AT_ONCE)
                .query((row, index) -> new UserId(row.getString("account_id")))
                .list();
    }

    /** To the microsecond, as it is kept. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
