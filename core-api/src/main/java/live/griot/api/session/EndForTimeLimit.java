package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The session's time is over: ends it if it still runs. */
public record EndForTimeLimit(@TargetAggregateIdentifier SessionId sessionId, Instant at) implements SessionCommand {}
