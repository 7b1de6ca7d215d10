package live.griot.identity.guest;

import java.time.Clock;
import java.time.Duration;
import live.griot.api.guest.Guests;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.identity.account.Micros;
import live.griot.identity.account.StoredPeople;
import live.griot.identity.personaltext.PersonalKeys;
import live.griot.identity.token.SignedAccessTokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Guest persons, kept in the table {@code guest_person}, each with a personal key, since they write. Thread-safe. */
@Component
class StoredGuests implements Guests {
    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final PersonalKeys keys;
    private final StoredPeople people;
    private final SignedAccessTokens tokens;
    private final Clock clock;

    StoredGuests(
            JdbcClient db,
            TransactionOperations transactions,
            PersonalKeys keys,
            StoredPeople people,
            SignedAccessTokens tokens,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.keys = keys;
        this.people = people;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean name(SessionId session, UserId guest, String displayName) {
        boolean fresh = Boolean.TRUE.equals(transactions.execute(transaction -> {
            boolean none = !rename(guest, displayName);
            if (none) {
                db.sql(
                                "INSERT INTO guest_person (id, session_id, display_name, named_at) VALUES (:id, :session, :name, :now)")
                        .param("id", guest.value())
                        .param("session", session.value())
                        .param("name", displayName)
                        .param("now", Micros.of(clock.instant()))
                        .update();
                keys.create(guest);
            }
            return none;
        }));
        people.forget(guest);
        return fresh;
    }

    @Override
    public void forget(UserId guest) {
        transactions.executeWithoutResult(transaction -> {
            db.sql("DELETE FROM guest_person WHERE id = :id")
                    .param("id", guest.value())
                    .update();
            keys.condemn(guest);
        });
        keys.destroy(guest);
        people.forget(guest);
    }

    private boolean rename(UserId guest, String displayName) {
        return db.sql("UPDATE guest_person SET display_name = :name, named_at = :now WHERE id = :id")
                        .param("name", displayName)
                        .param("now", Micros.of(clock.instant()))
                        .param("id", guest.value())
                        .update()
                == 1;
    }

    @Override
    public String accessToken(SessionId session, UserId guest) {
        return tokens.issueToGuest(guest, session);
    }

    @Override
    public Duration tokenLifetime() {
        return tokens.ttl();
    }
}
