package live.griot.api.session;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients see it: the contract's {@code session}. Times are null until they come to pass; preview and recording are
 * null where there is none. Beside the contract: whether the host's media arrives, and who is on stage beside the host, in the order in
 * which they came, so that a viewer can name whom they see; nobody once it is over.
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
        boolean hostPresent,
        List<Person> guests) {}
