package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The invited person rejects. */
public record RejectInvitation(@TargetAggregateIdentifier InvitationId invitationId, UserId by, Instant at) {}
