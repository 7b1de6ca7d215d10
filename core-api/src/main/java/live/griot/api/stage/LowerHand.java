package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A viewer takes it back. */
public record LowerHand(@TargetAggregateIdentifier SessionId sessionId, UserId user, Instant at)
        implements SessionCommand {}
