package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Creates a session in state PENDING, hosted by the caller. {@code maxParticipants} is 2 to 10. */
public record CreateSession(
        @TargetAggregateIdentifier SessionId sessionId,
        UserId host,
        SessionText title,
        SessionText description,
        SessionType type,
        Visibility visibility,
        int maxParticipants,
        @Nullable Instant scheduledFor,
        Instant at)
        implements SessionCommand, BeginsSession {}
