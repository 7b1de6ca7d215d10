package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Somebody leaves: the seat is free and the hand is down. A host who leaves stays host and is awaited. */
public record LeaveSession(@TargetAggregateIdentifier SessionId sessionId, UserId user, Instant at)
        implements SessionCommand {}
