package live.griot.query.invitation;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationEvent;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the two whom an invitation concerns, each on their own {@code me}, what became of it. */
@Component
class InvitationUpdates implements UpdateSource {
    private final People people;
    private final PersonalText personalText;

    InvitationUpdates(People people, PersonalText personalText) {
        this.people = people;
        this.personalText = personalText;
    }

    /** The data of all updates about invitations; message and time with the first only. */
    record InvitationChange(
            InvitationId id,
            SessionId sessionId,
            Person from,
            Person to,
            boolean ringing,
            @Nullable String message,
            @Nullable Instant expiresAt) {}

    @Override
    public List<Update> updatesOf(Object event) {
        if (event instanceof InvitationSent sent) {
            String message = sent.sealedMessage() == null
                    ? null
                    : personalText.open(sent.from(), sent.sealedMessage()).orElse(null);
            return both("invitationReceived", sent, message, sent.expiresAt());
        }
        if (event instanceof InvitationAccepted accepted) {
            return both("invitationAccepted", accepted, null, null);
        }
        if (event instanceof InvitationRejected rejected) {
            return both("invitationRejected", rejected, null, null);
        }
        if (event instanceof InvitationRevoked revoked) {
            return both("invitationRevoked", revoked, null, null);
        }
        if (event instanceof InvitationExpired expired) {
            return both("invitationExpired", expired, null, null);
        }
        return List.of();
    }

    /** Who invited hears of it too: there may be another window open. */
    private List<Update> both(
            String type, InvitationEvent event, @Nullable String message, @Nullable Instant expiresAt) {
        InvitationChange change = new InvitationChange(
                event.invitationId(),
                event.sessionId(),
                people.named(event.from()),
                people.named(event.to()),
                event.ringing(),
                message,
                expiresAt);
        String forSender = type.equals("invitationReceived") ? "invitationSent" : type;
        return List.of(
                new Update(Topic.ofPerson(event.to()), type, event.at(), change),
                new Update(Topic.ofPerson(event.from()), forSender, event.at(), change));
    }
}
