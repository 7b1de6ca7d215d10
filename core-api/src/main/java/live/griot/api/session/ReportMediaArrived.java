package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The edge reports that the host's media arrives. Makes a STARTING session LIVE, and ends a grace period of a LIVE one. */
public record ReportMediaArrived(@TargetAggregateIdentifier SessionId sessionId, Instant at)
        implements SessionCommand {}
