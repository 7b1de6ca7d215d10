package live.griot.command.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A call was not answered, or not accepted: cancels its session if that is still PENDING. */
public record CallOff(@TargetAggregateIdentifier SessionId sessionId, Instant at) implements SessionCommand {}
