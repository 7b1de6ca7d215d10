package live.griot.command.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A call was accepted: starts its session if that is still PENDING. */
public record BeginCall(@TargetAggregateIdentifier SessionId sessionId, Instant at) implements SessionCommand {}
