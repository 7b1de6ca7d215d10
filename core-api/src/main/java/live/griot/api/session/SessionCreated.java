package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A session was created, PENDING. */
@EventName("session.created")
@Revision("2")
public record SessionCreated(
        SessionId sessionId,
        UserId host,
        SessionText title,
        SessionText description,
        SessionType type,
        Visibility visibility,
        int maxParticipants,
        @Nullable Instant scheduledFor,
        Instant at)
        implements SessionEvent {}
