package live.griot.command.session;

import java.time.Instant;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Sessions;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.LowerHand;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Lowers the hands of those who have gone: closed their window, or were lost. It looks from time to time, since who reloads a page or
 * changes networks goes and comes back, with the hand that they had up.
 */
final class RaisedHands {
    static final Deadline LOOK = new Deadline("stage-look-at-hand", (name, now) -> {
        String[] parts = name.split("@");
        return new LookAtHand(new SessionId(parts[0]), new UserId(parts[1]), Instant.parse(parts[2]), now);
    });

    private final Sessions sessions;
    private final Setter setter;
    private final CommandGateway gateway;

    RaisedHands(Sessions sessions, Setter setter, CommandGateway gateway) {
        this.sessions = sessions;
        this.setter = setter;
        this.gateway = gateway;
    }

    @CommandHandler
    void look(LookAtHand command) {
        boolean running = sessions.find(command.session())
                .filter(session -> !session.state().isOver())
                .isPresent();
        boolean up = sessions.participant(command.session(), command.user())
                .filter(there -> command.raisedAt().equals(there.handRaisedAt()))
                .isPresent();
        if (!running || !up) {
            return;
        }
        if (sessions.openAttendances(command.session(), command.user()).isEmpty()) {
            gateway.sendAndWait(new LowerHand(command.session(), command.user(), command.at()));
        } else {
            setter.lookAt(command.session(), command.user(), command.raisedAt(), command.at());
        }
    }

    /** Sets the first look in the transaction that stores the raised hand, and each further one in that of the look before. */
    @ProcessingGroup(Deadline.GROUP)
    record Setter(Deadlines deadlines, SessionProperties limits) {
        @EventHandler
        void on(HandRaised event) {
            lookAt(event.sessionId(), event.user(), event.at(), event.at());
        }

        void lookAt(SessionId session, UserId user, Instant raisedAt, Instant now) {
            Instant next = now.plus(limits.handGrace());
            deadlines.set(LOOK, "%s@%s@%s@%s".formatted(session, user, raisedAt, next), next);
        }
    }
}
