package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Revokes a link; repeated, it changes nothing. */
public record RevokeLink(@TargetAggregateIdentifier SessionId sessionId, LinkId link, UserId by, Instant at)
        implements SessionCommand {}
