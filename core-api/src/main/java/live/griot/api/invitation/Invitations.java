package live.griot.api.invitation;

import java.util.Optional;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** The port through which other modules read invitations. Thread-safe; answers from the read model. */
public interface Invitations {
    /** Returns an invitation as somebody whom it concerns sees it: who invited, who is invited, or the session's host; else empty. */
    Optional<InvitationView> view(InvitationId id, UserId reader);

    /** Returns whether somebody has an unanswered invitation to a session. */
    boolean isPending(SessionId session, UserId invited);

    /** Returns whether one of the two is calling the other. */
    boolean isRinging(UserId one, UserId other);

    /** Returns how many invitations of one person are unanswered, in all sessions. */
    int pendingFrom(UserId inviter);
}
