package live.griot.recording.mp4;

/**
 * A frame in its place in a track.
 *
 * @param bytes as the track's format has them; taken over, not to be changed any more
 * @param duration in units of the track's timescale, 1 or more
 * @param keyFrame whether a decoder can begin with it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a frame, handed on and never changed.
public record Sample(byte[] bytes, int duration, boolean keyFrame) {
    public Sample {
        if (duration < 1) {
            throw new IllegalArgumentException("A sample lasts 1 or longer, not %d".formatted(duration));
        }
    }
}
