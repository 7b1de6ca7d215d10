package live.griot.recording.mp4;

/**
 * A whole part that was found in a file.
 *
 * @param start where its first byte is
 * @param end where the byte after its last one is
 * @param sequenceNumber as it says, 32 bits
 * @param decodeTime of its first sample, in units of the track's timescale
 * @param duration of all samples, in the same units
 * @param samples how many there are, 1 or more
 * @param startsWithKeyFrame whether a decoder can begin with it
 */
public record ScannedPart(
        long start,
        long end,
        long sequenceNumber,
        long decodeTime,
        long duration,
        int samples,
        boolean startsWithKeyFrame) {
    /** Returns when the sample after its last one begins, if nothing is left out. */
    public long endTime() {
        return decodeTime + duration;
    }
}
