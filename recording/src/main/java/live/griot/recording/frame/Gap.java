package live.griot.recording.frame;

/**
 * A stretch of a track without what was sent: the picture stands or there is none, the sound is silent.
 *
 * @param start in units of the track's timescale
 * @param end likewise, after the start
 */
public record Gap(long start, long end, Cause cause) {
    /** Why something is missing. */
    public enum Cause {
        /** Frames were lost on the way, or make no sense. */
        LOST,
        /** Nothing came for some time. */
        NOTHING_CAME
    }
}
