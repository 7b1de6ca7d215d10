package live.griot.recording.replay;

import java.time.Duration;
import java.util.List;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a recording, as clients see it, up to the next one.
 *
 * @param offset where it begins, in a player's time
 * @param kind the weightiest of what happened
 * @param parts what happened at its beginning, in order; the words for it are the client's
 */
public record Chapter(Duration offset, Kind kind, List<Part> parts) {
    public Chapter {
        parts = List.copyOf(parts);
    }

    /** What happened; the weightiest first. */
    public enum Kind {
        /** Somebody is the host from then on. */
        HOST,
        /** Somebody began to share their screen. */
        SCREEN,
        /** Somebody came on stage. */
        CAME,
        /** A message was pinned. */
        PINNED,
        /** Somebody left the stage. */
        LEFT
    }

    /**
     * One thing that happened.
     *
     * @param person whom it is about; null for a message that was pinned
     * @param message what was pinned, as it is now; null for all else
     */
    public record Part(
            Kind code, @Nullable Person person, @Nullable Object message) {}
}
