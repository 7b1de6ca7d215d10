package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** Nobody answered in time, or the session was over. */
@EventName("invitation.expired")
@Revision("1")
public record InvitationExpired(
        InvitationId invitationId, SessionId sessionId, UserId from, UserId to, boolean ringing, Instant at)
        implements InvitationEvent {}
