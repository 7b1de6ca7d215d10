package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The grace period that began at {@code waitingSince} is over: ends the session if the host's media is still awaited since then. */
public record EndForHostGrace(@TargetAggregateIdentifier SessionId sessionId, Instant waitingSince, Instant at)
        implements SessionCommand {}
