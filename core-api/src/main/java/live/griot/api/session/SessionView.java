package live.griot.api.session;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients see it: the contract's {@code session}. Times are null until they come to pass; preview and recording are
 * null where there is none. Beside the contract: whether the host's media arrives, whether it is recorded now, and who is on stage beside the host, in the order in
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
        boolean recorded,
        List<Person> guests) {
    /** Returns the session in another state; {@code over} is when it ended, or null where it has not. */
    public SessionView in(SessionState other, @Nullable Instant over) {
        return new SessionView(
                id,
                title,
                description,
                type,
                visibility,
                other,
                host,
                maxParticipants,
                participantCount,
                viewerCount,
                peakViewerCount,
                scheduledFor,
                createdAt,
                startedAt,
                over,
                previewUrl,
                recordingUrl,
                hostPresent,
                recorded,
                guests);
    }

    /** Returns the session with what a host changed. */
    public SessionView edited(String newTitle, String newDescription, Visibility newVisibility, int seats) {
        return new SessionView(
                id,
                newTitle,
                newDescription,
                type,
                newVisibility,
                state,
                host,
                seats,
                participantCount,
                viewerCount,
                peakViewerCount,
                scheduledFor,
                createdAt,
                startedAt,
                endedAt,
                previewUrl,
                recordingUrl,
                hostPresent,
                recorded,
                guests);
    }

    /** Returns a session as it is right after it was created. */
    public static SessionView created(CreateSession command, Person host, String title, String description) {
        return new SessionView(
                command.sessionId(),
                title,
                description,
                command.type(),
                command.visibility(),
                SessionState.PENDING,
                host,
                command.maxParticipants(),
                1,
                0,
                0,
                command.scheduledFor(),
                command.at(),
                null,
                null,
                null,
                null,
                false,
                false,
                List.of());
    }
}
