package live.griot.recording.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import live.griot.recording.frame.RecordedPart;
import org.jspecify.annotations.Nullable;

/** All that may cross to the writing thread. */
sealed interface WriteCommand {
    /**
     * A recording will be written.
     *
     * @param first the index's first line, where there is none yet
     * @param indexLength of the index that is there, in bytes
     * @param ends where its tracks ended
     */
    record Open(
            RecordingName recording, IndexRecord.@Nullable Begun first, long indexLength, Map<TrackName, TrackEnd> ends)
            implements WriteCommand {
        public Open {
            ends = Map.copyOf(ends);
        }
    }

    /**
     * A part is to be stored.
     *
     * @param segment the number that its segment has on the disk
     * @param missed what was dropped before it
     */
    record Append(
            RecordingName recording,
            NewRun run,
            long segment,
            RecordedPart part,
            @Nullable StoredGap missed) implements WriteCommand {
        TrackName track() {
            return run.run().track();
        }
    }

    /** A line for the index that no bytes belong to. */
    record Note(RecordingName recording, IndexRecord line) implements WriteCommand {}

    /**
     * Nothing more is written to a recording.
     *
     * @param last what it became; none, where it may go on or is deleted
     */
    record Close(RecordingName recording, @Nullable StateChange last, CompletableFuture<@Nullable Void> done)
            implements WriteCommand {}

    /** Nothing more is written at all. */
    record Stop() implements WriteCommand {}

    /**
     * Where a track ended.
     *
     * @param run the number of its last run; 0 without one
     * @param segment the number of its last segment; 0 without one
     * @param time in units of its timescale
     */
    record TrackEnd(long run, long segment, long time) {
        static final TrackEnd NONE = new TrackEnd(0, 0, 0);
    }
}
