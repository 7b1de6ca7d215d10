package live.griot.command.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The time of the ban that lasts until {@code until} is over; another ban of the same person stays. */
record EndBan(@TargetAggregateIdentifier SessionId sessionId, UserId user, Instant until, Instant at)
        implements SessionCommand {}
