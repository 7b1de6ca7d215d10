package live.griot.recording.frame;

/**
 * A part of a run, ready to be written.
 *
 * @param segment the number of its segment, from 1 for the track's first
 * @param index its place in the segment, from 0
 * @param start of its first sample, in units of the track's timescale
 * @param duration in the same units
 * @param samples how many there are
 * @param independent whether a decoder can begin with it
 * @param endsSegment whether it is its segment's last one
 * @param bytes of {@code moof} and {@code mdat}
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be written, handed on and never changed.
public record RecordedPart(
        long segment,
        int index,
        long start,
        long duration,
        int samples,
        boolean independent,
        boolean endsSegment,
        byte[] bytes) {
    /** Returns when the part after it begins, if nothing is left out. */
    public long end() {
        return start + duration;
    }
}
