package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** What the read model knows of a session, as other modules ask for it. Times are null until they come to pass. */
public record SessionFacts(
        SessionId id,
        UserId host,
        SessionType type,
        Visibility visibility,
        SessionState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
