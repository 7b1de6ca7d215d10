package live.griot.command.invitation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.Locale;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.AcceptInvitation;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.invitation.InvitationState;
import live.griot.api.invitation.RejectInvitation;
import live.griot.api.invitation.RevokeInvitation;
import live.griot.api.invitation.SendInvitation;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/**
 * One invitation of one person on one session's stage. The first answer is the last. What it asks of the session (a seat, a start)
 * happens in its own transaction: both or neither.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Invitation {
    @AggregateIdentifier
    private InvitationId id;

    private SessionId session;
    private UserId from;
    private UserId to;
    private boolean ringing;
    private InvitationState state;

    /** For Axon, which fills it by replaying events. */
    protected Invitation() {}

    @CommandHandler
    Invitation(SendInvitation command, InvitingSession sessions) {
        if (command.from().equals(command.to())) {
            throw Refused.invalid("userId", "must be somebody else");
        }
        sessions.checkInvitation(command.sessionId(), command.from(), command.to());
        apply(new InvitationSent(
                command.invitationId(),
                command.sessionId(),
                command.from(),
                command.to(),
                command.sealedMessage(),
                command.ringing(),
                command.expiresAt(),
                command.at()));
    }

    @CommandHandler
    void accept(AcceptInvitation command, InvitingSession sessions) {
        onlyInvited(command.by());
        if (state == InvitationState.ACCEPTED) {
            return;
        }
        onlyWhilePending();
        sessions.seat(session, to, command.at());
        if (ringing) {
            sessions.begin(session, command.at());
        }
        apply(new InvitationAccepted(id, session, from, to, ringing, command.at()));
    }

    @CommandHandler
    void reject(RejectInvitation command, InvitingSession sessions) {
        onlyInvited(command.by());
        if (state == InvitationState.REJECTED) {
            return;
        }
        onlyWhilePending();
        callOff(sessions, command.at());
        apply(new InvitationRejected(id, session, from, to, ringing, command.at()));
    }

    @CommandHandler
    void revoke(RevokeInvitation command, InvitingSession sessions) {
        if (!command.by().equals(from)) {
            sessions.mayInvite(session, command.by());
        }
        if (state == InvitationState.REVOKED) {
            return;
        }
        onlyWhilePending();
        callOff(sessions, command.at());
        apply(new InvitationRevoked(id, session, from, to, ringing, command.by(), command.at()));
    }

    @CommandHandler
    void expire(ExpireInvitation command, InvitingSession sessions) {
        if (state == InvitationState.PENDING) {
            callOff(sessions, command.at());
            apply(new InvitationExpired(id, session, from, to, ringing, command.at()));
        }
    }

    private void callOff(InvitingSession sessions, Instant at) {
        if (ringing) {
            sessions.callOff(session, at);
        }
    }

    private void onlyInvited(UserId person) {
        if (!to.equals(person)) {
            throw new Refused(RefusalCode.INVITATION_NOT_FOUND, "There is no such invitation");
        }
    }

    private void onlyWhilePending() {
        if (state != InvitationState.PENDING) {
            throw new Refused(
                    RefusalCode.INVITATION_ANSWERED,
                    "The invitation was %s already".formatted(state.name().toLowerCase(Locale.ROOT)));
        }
    }

    @EventSourcingHandler
    void on(InvitationSent event) {
        id = event.invitationId();
        session = event.sessionId();
        from = event.from();
        to = event.to();
        ringing = event.ringing();
        state = InvitationState.PENDING;
    }

    @EventSourcingHandler
    void on(InvitationAccepted event) {
        state = InvitationState.ACCEPTED;
    }

    @EventSourcingHandler
    void on(InvitationRejected event) {
        state = InvitationState.REJECTED;
    }

    @EventSourcingHandler
    void on(InvitationRevoked event) {
        state = InvitationState.REVOKED;
    }

    @EventSourcingHandler
    void on(InvitationExpired event) {
        state = InvitationState.EXPIRED;
    }
}
