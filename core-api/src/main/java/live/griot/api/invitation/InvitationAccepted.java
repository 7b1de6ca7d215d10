package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** The invited person accepted and took a seat. */
@EventName("invitation.accepted")
@Revision("1")
public record InvitationAccepted(
        InvitationId invitationId, SessionId sessionId, UserId from, UserId to, boolean ringing, Instant at)
        implements InvitationEvent {}
