package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The host starts a PENDING session; it is STARTING until the edge has the host's media. */
public record StartSession(@TargetAggregateIdentifier SessionId sessionId, UserId by, Instant at)
        implements SessionCommand, BeginsSession {}
