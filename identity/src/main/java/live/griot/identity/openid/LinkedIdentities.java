package live.griot.identity.openid;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import live.griot.identity.account.WaysIn;
import live.griot.identity.personaltext.WrappingKeys;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who signs in by which provider, in the table {@code linked_identity}: an identity is an issuer and a subject there, of which a keyed hash alone
 * is kept, and belongs to one account. An account has one at each provider at most. Thread-safe.
 */
@Component
class LinkedIdentities {
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final WaysIn waysIn;
    private final WrappingKeys keys;
    private final Clock clock;

    LinkedIdentities(JdbcClient db, TransactionOperations transactions, WaysIn waysIn, WrappingKeys keys, Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.waysIn = waysIn;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the hash that stands for somebody at an issuer; no issuer's name has a line break. */
    String hash(String issuer, String subject) {
        return keys.lookupHash("identity", issuer + "\n" + subject);
    }

    /** Returns whose an identity is, or empty when it is nobody's yet. */
    Optional<UserId> owner(String identity) {
        return db.sql("SELECT account_id FROM linked_identity WHERE identity_hash = :identity")
                .param("identity", identity)
                .query((row, index) -> new UserId(row.getString("account_id")))
                .optional();
    }

    /** Returns the providers that are linked to an account. */
    List<String> providers(UserId person) {
        return db.sql("SELECT provider FROM linked_identity WHERE account_id = :person ORDER BY provider")
                .param("person", person.value())
                .query((row, index) -> row.getString("provider"))
                .list();
    }

    /** Links an identity. Throws {@code DuplicateKeyException} when it is somebody's, or the account has another at this provider. */
    void add(String identity, UserId person, String provider) {
        db.sql("""
                        INSERT INTO linked_identity (identity_hash, account_id, provider, linked_at)
                        VALUES (:identity, :person, :provider, :now)""")
                .param("identity", identity)
                .param("person", person.value())
                .param("provider", provider)
                .param("now", Micros.of(clock.instant()))
                .update();
    }

    /** Links an identity to an account that is there; again changes nothing. Throws {@code Refused(IDENTITY_TAKEN)}. */
    void link(String identity, UserId person, String provider) {
        try {
            transactions.executeWithoutResult(transaction -> {
                // Locked, so that nobody erases it in between and leaves the identity behind.
                waysIn.lock(person);
                add(identity, person, provider);
            });
        } catch (DuplicateKeyException taken) {
            if (!owner(identity).equals(Optional.of(person))) {
                throw new Refused(
                        RefusalCode.IDENTITY_TAKEN, "This identity, or your place at this provider, is taken");
            }
        }
    }

    /** Unlinks a provider. Throws {@code Refused(LAST_WAY_IN)} when there would be no way left to sign in. */
    void unlink(UserId person, String provider) {
        transactions.executeWithoutResult(transaction -> {
            waysIn.lock(person);
            if (!providers(person).contains(provider)) {
                throw new Refused(RefusalCode.NOT_FOUND, "This provider is not linked to your account");
            }
            waysIn.requireAnother(person);
            db.sql("DELETE FROM linked_identity WHERE account_id = :person AND provider = :provider")
                    .param("person", person.value())
                    .param("provider", provider)
                    .update();
        });
    }
}
