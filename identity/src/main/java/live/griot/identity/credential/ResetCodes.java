package live.griot.identity.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.identity.account.Micros;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ways back for people who forgot their password, one a person, in the table {@code reset_code}: a hash alone is kept. Thread-safe. */
@Component
public class ResetCodes {
    /** How long a code is good. */
    static final Duration TTL = Duration.ofHours(1);

    private final JdbcClient db;
    private final Clock clock;

    ResetCodes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A code of 100 random bits, and until when it is good. */
    public record Issued(String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[until " + expiresAt + "]";
        }
    }

    /** Gives a person a code in the place of the one before. */
    public Issued issue(UserId person) {
        String code = SecretCode.fresh();
        Instant until = clock.instant().plus(TTL);
        db.sql("""
                        INSERT INTO reset_code (account_id, code_hash, expires_at) VALUES (:person, :hash, :until)
                        ON DUPLICATE KEY UPDATE code_hash = VALUES(code_hash), expires_at = VALUES(expires_at)""")
                .param("person", person.value())
                .param("hash", SecretCode.hash(code))
                .param("until", Micros.of(until))
                .update();
        return new Issued(code, until);
    }

    /** Gives a person a code unless they were given one after that time; of two at once one gives it. */
    Optional<Issued> issueUnlessSince(UserId person, Instant time) {
        String code = SecretCode.fresh();
        Instant until = clock.instant().plus(TTL);
        boolean replaced = db.sql("""
                        UPDATE reset_code SET code_hash = :hash, expires_at = :until
                        WHERE account_id = :person AND expires_at <= :lately""")
                        .param("person", person.value())
                        .param("hash", SecretCode.hash(code))
                        .param("until", Micros.of(until))
                        .param("lately", Micros.of(time.plus(TTL)))
                        .update()
                == 1;
        return replaced || isFirst(person, code, until) ? Optional.of(new Issued(code, until)) : Optional.empty();
    }

    private boolean isFirst(UserId person, String code, Instant until) {
        try {
            db.sql("INSERT INTO reset_code (account_id, code_hash, expires_at) VALUES (:person, :hash, :until)")
                    .param("person", person.value())
                    .param("hash", SecretCode.hash(code))
                    .param("until", Micros.of(until))
                    .update();
            return true;
        } catch (DuplicateKeyException givenLately) {
            return false;
        }
    }

    /** Returns whose a code is, or empty when it is nobody's, too old or was used. */
    Optional<UserId> find(String typed) {
        return db.sql("SELECT account_id FROM reset_code WHERE code_hash = :hash AND expires_at > :now")
                .param("hash", SecretCode.hash(typed))
                .param("now", Micros.of(clock.instant()))
                .query((row, index) -> new UserId(row.getString("account_id")))
                .optional();
    }

    /** Uses a code up; of two at once one has. */
    boolean useUp(String typed) {
        return db.sql("DELETE FROM reset_code WHERE code_hash = :hash")
                        .param("hash", SecretCode.hash(typed))
                        .update()
                == 1;
    }
}
