package live.griot.api.session;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An admin put an end to a session; that it is ENDING or CANCELLED follows. The reason is under the admin's key, null where the host was
 * banned across sessions.
 */
@EventName("session.stopped")
@Revision("1")
public record SessionStopped(
        SessionId sessionId,
        UserId host,
        UserId by,
        @Nullable String sealedReason,
        Instant at) implements SessionEvent {}
