package live.griot.recording.store;

import java.io.IOException;

/**
 * Is told what becomes of what the store was given: by its writing thread, but for {@link #dropping} and {@link #caughtUp}, which the thread
 * that appends calls. None of them may wait; what one does not care for it leaves as it is. What one throws is counted ({@link StoreStatus#listenerFaults}) and stops nothing.
 */
public interface StoreListener {
    /** A part is in its file and in the index: it survives the end of this process. */
    void stored(RecordingName recording, StoredRun run, StoredPart part);

    /** A segment is whole and was forced to the disk: it survives the machine's loss of power. */
    default void sealed(RecordingName recording, TrackName track, long segment) {}

    /** A recording was paused, or goes on, which its index has. */
    default void became(RecordingName recording, StateChange change) {}

    /** A stretch of a track is not stored; told once it is known how much. */
    default void missed(RecordingName recording, StoredGap gap) {}

    /**
     * From here on parts of the track are dropped: the disk is slower than what comes ({@link GapCause#BEHIND}), or a part was too large
     * ({@link GapCause#LIMIT}). A key frame ends that sooner.
     */
    default void dropping(RecordingName recording, TrackName track, GapCause cause) {}

    /** Parts of the track are taken again. */
    default void caughtUp(RecordingName recording, TrackName track) {}

    /** The disk is full. Whatever comes is tried again. */
    default void diskFull(RecordingName recording, IOException why) {}

    /** Something is wrong with the disk, or the recording is as large as one may be. Whatever comes is tried again. */
    default void failed(RecordingName recording, Exception why) {}

    /** After {@link #diskFull} or {@link #failed}, a part could be stored again. */
    default void well(RecordingName recording) {}
}
