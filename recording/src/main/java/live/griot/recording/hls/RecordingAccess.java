package live.griot.recording.hls;

import java.util.Optional;
import live.griot.recording.store.RecordingName;

/** Knows who may play what. It is asked with every request, from many threads at once. */
@FunctionalInterface
public interface RecordingAccess {
    /** Returns who may play a recording; empty where nobody may, or there is none. */
    Optional<Terms> terms(RecordingName recording);

    /** Notes that somebody who may plays it now. */
    default void played(RecordingName recording) {}

    /**
     * Who may play a recording.
     *
     * @param isPublic whether everybody may, without a capability of their own
     * @param generation of capabilities, 0 or more: when it grows, those that were given out before are good no more
     * @param newestAlone whether there is nothing but the newest of it
     */
    record Terms(boolean isPublic, long generation, boolean newestAlone) {
        public Terms {
            if (generation < 0) {
                throw new IllegalArgumentException("Generations count from 0");
            }
        }

        /** Makes those of a recording. */
        public Terms(boolean isPublic, long generation) {
            this(isPublic, generation, false);
        }
    }
}
