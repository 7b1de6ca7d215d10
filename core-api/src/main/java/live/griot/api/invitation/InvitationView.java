package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import live.griot.api.session.SessionView;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as those whom it concerns see it. {@code session} is null once it is private and not the reader's to know of any more;
 * {@code message} where there is none, or its words were erased; {@code answeredAt} while it is PENDING.
 */
public record InvitationView(
        InvitationId id,
        SessionId sessionId,
        @Nullable SessionView session,
        Person from,
        Person to,
        @Nullable String message,
        boolean ringing,
        InvitationState state,
        Instant sentAt,
        Instant expiresAt,
        @Nullable Instant answeredAt) {
    /** Returns the invitation once it is answered, or taken back. */
    public InvitationView answered(InvitationState as, Instant at) {
        return new InvitationView(id, sessionId, session, from, to, message, ringing, as, sentAt, expiresAt, at);
    }
}
