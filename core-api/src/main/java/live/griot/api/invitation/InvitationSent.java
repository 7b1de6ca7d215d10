package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody was invited on stage. The message is under the key of who invited. */
@EventName("invitation.sent")
@Revision("1")
public record InvitationSent(
        InvitationId invitationId,
        SessionId sessionId,
        UserId from,
        UserId to,
        @Nullable String sealedMessage,
        boolean ringing,
        Instant expiresAt,
        Instant at)
        implements InvitationEvent {}
