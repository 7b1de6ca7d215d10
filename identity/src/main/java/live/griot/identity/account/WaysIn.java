package live.griot.identity.account;

import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By what somebody signs in: a password, providers that are linked, passkeys. The one place that says whether one of them may be taken away.
 * Thread-safe.
 */
@Component
public class WaysIn {
    private final JdbcClient db;

    WaysIn(JdbcClient db) {
        this.db = db;
    }

    /**
     * Keeps the account as it is until the transaction ends: nobody erases it meanwhile, and of two who each take a way in the second sees
     * what the first left. Throws {@code Refused(UNAUTHENTICATED)} when it was erased.
     */
    public void lock(UserId person) {
        boolean there = db.sql("SELECT id FROM account WHERE id = :person AND erased_at IS NULL FOR UPDATE")
                .param("person", person.value())
                .query(String.class)
                .optional()
                .isPresent();
        if (!there) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased");
        }
    }

    /** Throws {@code Refused(LAST_WAY_IN)} where only one is left. Call it after {@link #lock}, before one is taken. */
    public void requireAnother(UserId person) {
        long ways =
                db.sql("""
                        SELECT (SELECT COUNT(*) FROM account WHERE id = :person AND password_hash IS NOT NULL)
                             + (SELECT COUNT(*) FROM linked_identity WHERE account_id = :person)
                             + (SELECT COUNT(*) FROM passkey WHERE account_id = :person)""").param("person", person.value()).query(Long.class).single();
        if (ways <= 1) {
            throw new Refused(RefusalCode.LAST_WAY_IN, "Set a password first: nothing else signs you in");
        }
    }
}
