package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a session in state PENDING, hosted by the caller.
 *
 * @param maxParticipants 2 to 10
 * @param recordAs by which id it is recorded when it starts, or null where it is not
 */
public record CreateSession(
        @TargetAggregateIdentifier SessionId sessionId,
        UserId host,
        SessionText title,
        SessionText description,
        SessionType type,
        Visibility visibility,
        int maxParticipants,
        @Nullable Instant scheduledFor,
        @Nullable RecordingId recordAs,
        Instant at)
        implements SessionCommand, BeginsSession {}
