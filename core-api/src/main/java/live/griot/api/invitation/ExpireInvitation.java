package live.griot.api.invitation;

import java.time.Instant;
import live.griot.api.id.InvitationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nobody answered in time, or the session is over; an invitation that was answered stays so. */
public record ExpireInvitation(@TargetAggregateIdentifier InvitationId invitationId, Instant at) {}
