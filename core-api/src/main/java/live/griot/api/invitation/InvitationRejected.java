package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** The invited person rejected. */
@EventName("invitation.rejected")
@Revision("1")
public record InvitationRejected(
        InvitationId invitationId, SessionId sessionId, UserId from, UserId to, boolean ringing, Instant at)
        implements InvitationEvent {}
