package live.griot.identity.credential;

import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import live.griot.api.EventLog;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.identity.SignOuts;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.Ending;
import live.griot.api.rights.RightsEnd;
import live.griot.identity.account.Micros;
import live.griot.identity.token.AccessTokenProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends sign-ins: the row that refreshes goes, and the log tells every node in the same transaction. This node believes their access
 * tokens no more when that is answered, the others within moments. Thread-safe.
 */
@Component
class SignInEnding implements SignOuts {
    private static final Logger LOG = LoggerFactory.getLogger(SignInEnding.class);

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final EventLog log;
    private final EndedRights ended;
    private final Duration remembered;
    private final Clock clock;

    SignInEnding(
            JdbcClient db,
            TransactionOperations transactions,
            EventLog log,
            EndedRights ended,
            AccessTokenProperties properties,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.log = log;
        this.ended = ended;
        this.remembered = properties.endsRemembered();
        this.clock = clock;
    }

    /** Takes note of what ended before this node started. */
    @PostConstruct
    void remember() {
        db.sql("SELECT device_id, ended_at FROM ended_sign_in WHERE ended_at > :since ORDER BY ended_at")
                .param("since", Micros.of(clock.instant().minus(remembered)))
                .query((row, index) -> new RightsEnd(
                        Ending.LOG_OUT,
                        new RightsEnd.BySignIns(Set.of(new SignInId(row.getString("device_id")))),
                        Micros.toInstant(row.getLong("ended_at"))))
                .list()
                .forEach(ended::add);
    }

    @Override
    public void everywhere(UserId person, Ending why) {
        end(person, signIns(person), why);
    }

    /** Ends all but one. */
    void everywhereBut(UserId person, SignInId here, Ending why) {
        end(person, signIns(person).stream().filter(one -> !one.equals(here)).toList(), why);
    }

    /** Ends some of a person's sign-ins; those that are no more change nothing. */
    void end(UserId person, List<SignInId> signIns, Ending why) {
        if (signIns.isEmpty()) {
            return;
        }
        Instant now = Micros.toInstant(Micros.of(clock.instant()));
        SignInsEnded event = new SignInsEnded(person, Set.copyOf(signIns), why, now);
        transactions.executeWithoutResult(transaction -> store(event));
        RightsEnd.by(event).ifPresent(ended::add);
    }

    private void store(SignInsEnded event) {
        db.sql("DELETE FROM ended_sign_in WHERE ended_at <= :before")
                .param("before", Micros.of(event.at().minus(remembered)))
                .update();
        for (SignInId signIn : event.signIns()) {
            db.sql("DELETE FROM sign_in WHERE device_id = :id AND account_id = :user")
                    .param("id", signIn.value())
                    .param("user", event.user().value())
                    .update();
            rememberEnd(signIn, event.at());
        }
        log.append(event);
    }

    private void rememberEnd(SignInId signIn, Instant at) {
        try {
            db.sql("INSERT INTO ended_sign_in (device_id, ended_at) VALUES (:id, :at)")
                    .param("id", signIn.value())
                    .param("at", Micros.of(at))
                    .update();
        } catch (DuplicateKeyException knownAlready) {
            LOG.debug("{} had ended already", signIn, knownAlready);
        }
    }

    private List<SignInId> signIns(UserId person) {
        return db.sql("SELECT device_id FROM sign_in WHERE account_id = :user ORDER BY device_id")
                .param("user", person.value())
                .query((row, index) -> new SignInId(row.getString("device_id")))
                .list();
    }
}
