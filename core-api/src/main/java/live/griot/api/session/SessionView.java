package live.griot.api.session;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients see it: the contract's {@code session}. Times are null until they come to pass; preview and recording are
 * null where there is none.
 */
public record SessionView(
        SessionId id,
        String title,
        String description,
        SessionType type,
        Visibility visibility,
        SessionState state,
        Person host,
        int maxParticipants,
        int participantCount,
        int viewerCount,
        int peakViewerCount,
        @Nullable Instant scheduledFor,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String previewUrl,
        @Nullable String recordingUrl,
        boolean hostPresent) {}
