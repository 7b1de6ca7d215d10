package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An admin ends a STARTING or LIVE session, or cancels a PENDING one. */
public record EndByAdmin(@TargetAggregateIdentifier SessionId sessionId, UserId by, String sealedReason, Instant at)
        implements SessionCommand {}
