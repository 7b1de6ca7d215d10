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
        return db.sql("""
                        SELECT id, at, kind, person_id, actor_id, what FROM audit
                        WHERE (:kind IS NULL OR kind = :kind)
                          AND (:person IS NULL OR person_id = :person OR actor_id = :person)
                          AND (:before IS NULL OR id < :before)
                        ORDER BY id DESC LIMIT :limit""")
                .param("kind", kind == null ? null : kind.name())
                .param("person", person == null ? null : person.value())
                .param("before", before)
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

    private static @Nullable UserId idOrNull(@Nullable String stored) {
        return stored == null ? null : new UserId(stored);
    }
}
