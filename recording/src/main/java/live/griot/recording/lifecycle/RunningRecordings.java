package live.griot.recording.lifecycle;

import java.time.Duration;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.recording.RecordingRoom;
import org.jspecify.annotations.Nullable;

/** The port that knows of the recordings that are being made on this node. Thread-safe. */
public interface RunningRecordings extends RecordingRoom {
    /** What is wrong with a recording that runs. */
    enum Trouble {
        /** The disk is slower than what comes: some of it is left out. */
        BEHIND,
        /** There is no room left: nothing is kept. */
        DISK_FULL,
        /** The disk does not take what comes. */
        DISK_FAILED
    }

    /**
     * How far a recording is.
     *
     * @param duration of what can be played
     * @param bytes of its files
     * @param trouble null while all is well
     */
    record Progress(Duration duration, long bytes, @Nullable Trouble trouble) {}

    /** Returns how far one is, empty where it is not being made here. */
    Optional<Progress> progress(RecordingId id);
}
