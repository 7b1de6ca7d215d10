package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;

/** It was taken back by {@code by}. */
@EventName("invitation.revoked")
@Revision("1")
public record InvitationRevoked(
        InvitationId invitationId, SessionId sessionId, UserId from, UserId to, boolean ringing, UserId by, Instant at)
        implements InvitationEvent {}
