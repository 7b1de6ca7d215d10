package live.griot.api.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The port that reads what was said in a session while it was recorded, by the clock on the wall. It is there for as long as a recording of
 * the session is. Times are taken from the first to, and without, the second. Thread-safe; answers from the read model.
 */
public interface ChatTimeline {
    /**
     * Something that the live socket told, as it is now: a message that was deleted meanwhile, or whose author is gone, is told as removed.
     *
     * @param type the update's: {@code messageSent}, {@code messagePinned}, {@code messageUnpinned}, {@code reactionsCounted}
     * @param data the update's
     */
    record Entry(Instant at, String type, Object data) {}

    /**
     * A message that was pinned.
     *
     * @param message as it is now, as clients see it
     */
    record Pinned(Instant at, Object message) {}

    /** How many messages came in the stretch of {@link #STRETCH} that begins then. */
    record Said(Instant from, long messages) {}

    /** How long the stretches are in which messages are counted. */
    Duration STRETCH = Duration.ofSeconds(10);

    /**
     * Returns a page of what there is between two times, the earliest first.
     *
     * @param cursor of the page before, null for the first; refuses one that is none with VALIDATION_FAILED
     * @param limit how many at most
     */
    Page<Entry> between(SessionId session, Instant from, Instant to, @Nullable String cursor, int limit);

    /** Returns up to so many messages that were pinned between two times and are not removed, the earliest first. */
    List<Pinned> pinned(SessionId session, Instant from, Instant to, int limit);

    /** Returns in which stretches, of those that begin between two times, how much was said; the earliest first. */
    List<Said> said(SessionId session, Instant from, Instant to);
}
