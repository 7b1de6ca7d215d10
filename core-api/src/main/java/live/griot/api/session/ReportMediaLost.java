package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The edge reports that the host's media stays away. Begins the grace period; repeated reports change nothing. */
public record ReportMediaLost(@TargetAggregateIdentifier SessionId sessionId, Instant at) implements SessionCommand {}
