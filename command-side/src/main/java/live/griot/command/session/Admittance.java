package live.griot.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import live.griot.api.admission.LinkUsed;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One person whom an endless link let into one session: nothing has to be counted there, so ten thousand of them do not touch the session's stream. Made
 * by {@link Admission}, in the transaction of the command. Whom the session puts out it remembers itself: this is good no longer then.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon sets the field by replaying the event.
public class Admittance {
    @AggregateIdentifier
    private Id id;

    /** Of a person in a session there is one. */
    record Id(SessionId session, UserId person) {
        /** The bare value, as the event store keeps it; neither part holds the character between them. */
        @Override
        public String toString() {
            return session + "+" + person;
        }
    }

    /** For Axon, which fills it by replaying events. */
    protected Admittance() {}

    Admittance(LinkUsed arrival) {
        apply(arrival);
    }

    @EventSourcingHandler
    void on(LinkUsed event) {
        id = new Id(event.sessionId(), somebody(event.user()));
    }

    private static UserId somebody(@Nullable UserId person) {
        return Objects.requireNonNull(person, "Who only watches needs no admittance");
    }
}
