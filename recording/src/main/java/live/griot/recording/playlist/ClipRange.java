package live.griot.recording.playlist;

/**
 * A stretch of a recording, in playlist time.
 *
 * @param fromMicros where it begins, 0 or more
 * @param toMicros where it ends, behind that
 */
public record ClipRange(long fromMicros, long toMicros) {
    public ClipRange {
        if (fromMicros < 0 || toMicros <= fromMicros) {
            throw new IllegalArgumentException("Not a stretch of time");
        }
    }
}
