package live.griot.identity.audit;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.api.id.UserId;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to accounts, kept in the table {@code audit} for {@code griot.audit.retention}, of failed sign-ins the latest; ids alone, so that who is erased is. Thread-safe. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
public class Audit {
    private static final int FORGOTTEN_AT_ONCE = 100;
    private static final String ROWS = "SELECT id, at, kind, person_id, actor_id, what FROM audit WHERE ";
    private static final String BEFORE = "id < :before ORDER BY %sid DESC LIMIT :limit";

    /** Ids are ULIDs, which begin with 0 to 7. */
    private static final String AFTER_EVERY_ID = "Z";

    private final JdbcClient db;
    private final AuditProperties properties;
    private final Clock clock;
    private final AtomicLong failures = new AtomicLong();

    Audit(JdbcClient db, AuditProperties properties, Clock clock) {
        this.db = db;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * One thing that happened.
     *
     * @param person whom it is about, or null
     * @param actor who did it, where that is somebody else, or null
     */
    public record Entry(
            String id,
            Instant at,
            AuditKind kind,
            @Nullable UserId person,
            @Nullable UserId actor,
            String what) {}

    /** Notes something; returns once it is stored. */
    public void note(AuditKind kind, @Nullable UserId person, @Nullable UserId actor, String what) {
        Instant now = clock.instant();
        db.sql("""
                        INSERT INTO audit (id, at, kind, person_id, actor_id, what)
                        VALUES (:id, :at, :kind, :person, :actor, :what)""")
                .param("id", UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString())
                .param("at", Micros.of(now))
                .param("kind", kind.name())
                .param("person", person == null ? null : person.value())
                .param("actor", actor == null ? null : actor.value())
                .param("what", what)
                .update();
        db.sql("DELETE FROM audit WHERE id < :oldest LIMIT :most")
                .param(
                        "oldest",
                        Ulid.min(now.minus(properties.retention()).toEpochMilli())
                                .toString())
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
        int step = Math.max(1, properties.maxFailures() / 100);
        if (kind == AuditKind.LOG_IN_FAILED && failures.incrementAndGet() % step == 0) {
            forgetFailures(2 * step);
        }
    }

    private void forgetFailures(int most) {
        db.sql("SELECT id FROM audit WHERE kind = 'LOG_IN_FAILED' ORDER BY id DESC LIMIT 1 OFFSET :kept")
                .param("kept", properties.maxFailures())
                .query(String.class)
                .optional()
                .ifPresent(tooOld -> db.sql("DELETE FROM audit WHERE kind = 'LOG_IN_FAILED' AND id <= :id LIMIT :most")
                        .param("id", tooOld)
                        .param("most", most)
                        .update());
    }

    /**
     * Returns the latest first.
     *
     * @param kind of that kind alone, or null for all
     * @param person about that person or done by them, or null for everybody
     * @param before the last id of the page before, or null for the first page
     */
    public List<Entry> latest(@Nullable AuditKind kind, @Nullable UserId person, @Nullable String before, int limit) {
        return db.sql(latest(kind != null, person != null))
                .param("kind", kind == null ? "" : kind.name())
                .param("person", person == null ? "" : person.value())
                .param("before", before == null ? AFTER_EVERY_ID : before)
                .param("limit", limit)
                .query((row, index) -> new Entry(
                        row.getString("id"),
                        Micros.toInstant(row.getLong("at")),
                        AuditKind.valueOf(row.getString("kind")),
                        idOrNull(row.getString("person_id")),
                        idOrNull(row.getString("actor_id")),
                        row.getString("what")))
                .list();
    }

    /** One condition for each index, in the order of it, all of it: a database reads no more than is wanted then. */
    private static String latest(boolean ofKind, boolean ofPerson) {
        String kind = ofKind ? "kind = :kind AND " : "";
        String order = ofKind ? "kind DESC, " : "";
        if (!ofPerson) {
            return ROWS + kind + BEFORE.formatted(order);
        }
        return "(" + ROWS + "person_id = :person AND " + kind + BEFORE.formatted("person_id DESC, " + order)
                + ") UNION (" + ROWS + "actor_id = :person AND " + kind + BEFORE.formatted("actor_id DESC, " + order)
                + ") ORDER BY id DESC LIMIT :limit";
    }

    private static @Nullable UserId idOrNull(@Nullable String stored) {
        return stored == null ? null : new UserId(stored);
    }
}
