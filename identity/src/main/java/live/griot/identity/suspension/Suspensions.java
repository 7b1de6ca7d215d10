package live.griot.identity.suspension;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import live.griot.api.Place;
import live.griot.api.id.UserId;
import live.griot.api.identity.LeaveTaking;
import live.griot.api.identity.SignOuts;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import live.griot.identity.account.Micros;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Who is suspended, kept in the table {@code suspension}: out of everything at once, and not let in again meanwhile. Thread-safe. */
@Component
public class Suspensions {
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final Audit audit;
    private final SignOuts signOuts;
    private final LeaveTaking leaveTaking;
    private final Clock clock;

    Suspensions(
            JdbcClient db,
            TransactionOperations transactions,
            Audit audit,
            SignOuts signOuts,
            LeaveTaking leaveTaking,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.audit = audit;
        this.signOuts = signOuts;
        this.leaveTaking = leaveTaking;
        this.clock = clock;
    }

    /** Why and how long somebody is suspended; {@code until} is null where it is until that is lifted. */
    public record Suspension(
            UserId person,
            String reason,
            Instant since,
            @Nullable Instant until) {}

    /** Suspends somebody from now on, in the place of a suspension that there is; returns once they are out. */
    public void suspend(UserId person, UserId admin, String reason, @Nullable Duration duration) {
        Instant now = clock.instant();
        // The row first: who signs in between is refused, and who signed in before is signed out below.
        transactions.executeWithoutResult(transaction -> {
            db.sql("""
                            INSERT INTO suspension (account_id, reason, admin_id, since, until_at)
                            VALUES (:person, :reason, :admin, :since, :until)
                            ON DUPLICATE KEY UPDATE reason = VALUES(reason), admin_id = VALUES(admin_id), since = VALUES(since),
                              until_at = VALUES(until_at)""")
                    .param("person", person.value())
                    .param("reason", reason)
                    .param("admin", admin.value())
                    .param("since", Micros.of(now))
                    .param("until", duration == null ? null : Micros.of(now.plus(duration)))
                    .update();
            audit.note(
                    AuditKind.ADMIN_ACT,
                    person,
                    admin,
                    "suspended until "
                            + (duration == null ? "lifted" : now.plus(duration).truncatedTo(SECONDS)));
        });
        signOuts.everywhere(person, Ending.SUSPENSION);
        leaveTaking.leaveEverything(person);
    }

    /** Lifts a suspension; returns whether there was one. */
    public boolean lift(UserId person, UserId admin) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean there = db.sql("DELETE FROM suspension WHERE account_id = :person")
                            .param("person", person.value())
                            .update()
                    == 1;
            if (there) {
                audit.note(AuditKind.ADMIN_ACT, person, admin, "lifted the suspension");
            }
            return there;
        }));
    }

    /** Returns who is suspended now, the latest first, up to {@code limit} after a place, or from the beginning for null. */
    public List<Suspension> latest(@Nullable Place after, int limit) {
        return db.sql("""
                        SELECT account_id, reason, since, until_at FROM suspension
                        WHERE (until_at IS NULL OR until_at > :now)
                          AND since <= :since AND (since < :since OR account_id < :person)
                        ORDER BY since DESC, account_id DESC LIMIT :limit""")
                .param("now", Micros.of(clock.instant()))
                .param("since", after == null ? Long.MAX_VALUE : after.rank())
                .param("person", after == null ? "" : after.id())
                .param("limit", limit)
                .query(Suspensions::read)
                .list();
    }

    /** Returns why somebody is not let in now, or empty when they are. */
    public Optional<Suspension> of(UserId person) {
        return Optional.ofNullable(of(List.of(person)).get(person));
    }

    /** Returns those of some people who are suspended now. */
    public Map<UserId, Suspension> of(Collection<UserId> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("""
                        SELECT account_id, reason, since, until_at FROM suspension
                        WHERE account_id IN (:people) AND (until_at IS NULL OR until_at > :now)""")
                .param("people", people.stream().map(UserId::value).toList())
                .param("now", Micros.of(clock.instant()))
                .query(Suspensions::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Suspension::person, Function.identity()));
    }

    private static Suspension read(ResultSet row, int index) throws SQLException {
        Long until = row.getObject("until_at", Long.class);
        return new Suspension(
                new UserId(row.getString("account_id")),
                row.getString("reason"),
                Micros.toInstant(row.getLong("since")),
                until == null ? null : Micros.toInstant(until));
    }

    /** Refuses who is suspended, with the reason and until when. Throws {@code Refused(SUSPENDED)}. */
    public void requireNone(UserId person) {
        of(person).ifPresent(now -> {
            String end = now.until() == null ? "until that is lifted" : "until " + now.until();
            throw new Refused(RefusalCode.SUSPENDED, "This account is suspended %s: %s".formatted(end, now.reason()));
        });
    }
}
