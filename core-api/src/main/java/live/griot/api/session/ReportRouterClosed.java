package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The edge reports that it has let everyone go. Makes an ENDING session ENDED; repeated reports change nothing. */
public record ReportRouterClosed(@TargetAggregateIdentifier SessionId sessionId, Instant at)
        implements SessionCommand {}
