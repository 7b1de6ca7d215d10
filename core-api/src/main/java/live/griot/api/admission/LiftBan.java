package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets somebody in again. */
public record LiftBan(@TargetAggregateIdentifier SessionId sessionId, UserId user, UserId by, Instant at)
        implements SessionCommand {}
