package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Who invited, or the host, takes it back. */
public record RevokeInvitation(@TargetAggregateIdentifier InvitationId invitationId, UserId by, Instant at) {}
