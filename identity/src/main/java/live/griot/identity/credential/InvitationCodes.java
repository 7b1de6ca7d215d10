package live.griot.identity.credential;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes by which new people make accounts, in the table {@code registration_invitation}: a hash alone is kept. Thread-safe. */
@Component
public class InvitationCodes {
    /** How many people may come by one code at most. */
    public static final int MOST_USES = 10_000;

    /** How long a code may be good at most. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** How many there are at most that are not expired or used up. */
    static final int MOST = 1_000;

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final JdbcClient db;
    private final Clock clock;

    InvitationCodes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** An invitation that was made: its code is told once. */
    public record Made(String id, String code, int uses, Instant expiresAt) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** An invitation that is still good: by which admin, how many came by it, and how many may yet. */
    public record Open(String id, UserId by, Instant createdAt, Instant expiresAt, int used, int usesLeft) {}

    /** Makes an invitation. Throws {@code Refused(TOO_MANY)} where a thousand are open. */
    public Made make(UserId admin, int uses, Duration good) {
        Instant now = clock.instant();
        forgetOld(now);
        if (count() >= MOST) {
            throw new Refused(RefusalCode.TOO_MANY, "At most %d invitations are open; revoke one".formatted(MOST));
        }
        String code = SecretCode.fresh();
        Made made = new Made(
                UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString(),
                code,
                uses,
                Micros.toInstant(Micros.of(now.plus(good))));
        db.sql("""
                        INSERT INTO registration_invitation (id, code_hash, admin_id, created_at, expires_at, used, uses_left)
                        VALUES (:id, :hash, :admin, :now, :expires, 0, :uses)""")
                .param("id", made.id())
                .param("hash", SecretCode.hash(code))
                .param("admin", admin.value())
                .param("now", Micros.of(now))
                .param("expires", Micros.of(made.expiresAt()))
                .param("uses", uses)
                .update();
        return made;
    }

    /** Returns those that are good, the latest first, up to {@code limit} before an id unless it is null. */
    public List<Open> open(@Nullable String before, int limit) {
        return db.sql("""
                        SELECT id, admin_id, created_at, expires_at, used, uses_left FROM registration_invitation
                        WHERE expires_at > :now AND uses_left > 0 AND (:before IS NULL OR id < :before)
                        ORDER BY id DESC LIMIT :limit""")
                .param("now", Micros.of(clock.instant()))
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new Open(
                        row.getString("id"),
                        new UserId(row.getString("admin_id")),
                        Micros.toInstant(row.getLong("created_at")),
                        Micros.toInstant(row.getLong("expires_at")),
                        row.getInt("used"),
                        row.getInt("uses_left")))
                .list();
    }

    /** Lets nobody come by an invitation any more; returns whether there was one. */
    public boolean revoke(String id) {
        return db.sql("DELETE FROM registration_invitation WHERE id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Returns whether a code is good now. */
    boolean isGood(String typed) {
        return db.sql("""
                        SELECT COUNT(*) FROM registration_invitation
                        WHERE code_hash = :hash AND expires_at > :now AND uses_left > 0""")
                        .param("hash", SecretCode.hash(typed))
                        .param("now", Micros.of(clock.instant()))
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Counts one use, in the running transaction; returns false where the code is not good. Of two who race for the last use one has it. */
    boolean use(String typed) {
        return db.sql("""
                        UPDATE registration_invitation SET used = used + 1, uses_left = uses_left - 1
                        WHERE code_hash = :hash AND expires_at > :now AND uses_left > 0""")
                        .param("hash", SecretCode.hash(typed))
                        .param("now", Micros.of(clock.instant()))
                        .update()
                == 1;
    }

    private long count() {
        return db.sql("SELECT COUNT(*) FROM registration_invitation")
                .query(Long.class)
                .single();
    }

    private void forgetOld(Instant now) {
        db.sql("DELETE FROM registration_invitation WHERE expires_at <= :now OR uses_left = 0 LIMIT :most")
                .param("now", Micros.of(now))
                .param("most", FORGOTTEN_AT_ONCE)
                .update();
    }
}
