package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The host ends a STARTING or LIVE session. */
public record EndSession(@TargetAggregateIdentifier SessionId sessionId, UserId by, Instant at)
        implements SessionCommand {}
