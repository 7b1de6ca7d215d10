package live.griot.recording.worker;

import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that is, was, or is to be made of a recording.
 *
 * @param dueAt when it may be taken, null where it is not to be made any more; of one that runs, when its lease ends
 * @param tries how often it was begun
 * @param percent how far it is
 * @param bytes of its files, 0 until it is ready
 * @param why what went wrong last, a sentence; null for nothing
 * @param changedAt when it became what it is, or was asked for last
 */
record Job(
        RecordingId recording,
        JobKind kind,
        UserId host,
        State state,
        @Nullable Instant dueAt,
        int tries,
        int percent,
        long bytes,
        @Nullable String why,
        Instant changedAt) {
    /** What becomes of one. */
    enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED
    }
}
