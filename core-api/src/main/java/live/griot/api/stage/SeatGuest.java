package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Seats somebody who accepted an invitation; who sits already stays. */
public record SeatGuest(@TargetAggregateIdentifier SessionId sessionId, UserId user, Instant at)
        implements SessionCommand {}
