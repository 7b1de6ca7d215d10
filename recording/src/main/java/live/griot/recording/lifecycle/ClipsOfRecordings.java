package live.griot.recording.lifecycle;

import java.time.Duration;
import java.util.function.BiPredicate;
import live.griot.api.id.RecordingId;

/** The port that knows the clips of recordings. Thread-safe. */
@FunctionalInterface
public interface ClipsOfRecordings {
    /** Removes the clips of a recording that have something of what is gone: given from where to where in a player's time, tells whether they do. */
    void remove(RecordingId recording, BiPredicate<Duration, Duration> isGone);
}
