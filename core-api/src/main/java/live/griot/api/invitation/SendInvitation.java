package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Invites somebody on stage. A ringing one is a call: accepting it starts the session, and whatever else ends it cancels the session. The message is under the key of who invites. */
public record SendInvitation(
        @TargetAggregateIdentifier InvitationId invitationId,
        SessionId sessionId,
        UserId from,
        UserId to,
        @Nullable String sealedMessage,
        boolean ringing,
        Instant expiresAt,
        Instant at) {}
