package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Promotes, demotes, or hands the session over. */
public record ChangeRole(@TargetAggregateIdentifier SessionId sessionId, UserId user, Role role, UserId by, Instant at)
        implements SessionCommand {}
