package live.griot.recording.store;

/**
 * A part that is in a segment's file whole.
 *
 * @param segment the number of its segment, from 1
 * @param run the number of the run whose init segment it needs
 * @param offset of its first byte in the segment's file
 * @param length in bytes
 * @param start of its first sample, in units of the run's timescale, from the beginning of the recording
 * @param duration in the same units
 * @param samples how many there are
 * @param independent whether a decoder can begin with it
 * @param checksum of its bytes, CRC-32C
 */
public record StoredPart(
        TrackName track,
        long segment,
        long run,
        long offset,
        int length,
        long start,
        long duration,
        int samples,
        boolean independent,
        int checksum) {
    public StoredPart {
        Checks.positive(segment, run, length, duration, samples);
        Checks.notNegative(offset, start);
        Checks.require(length <= StoreLimits.PART_BYTES
                && offset <= Long.MAX_VALUE - length
                && start <= Long.MAX_VALUE - duration);
    }

    /** Returns where the byte after its last one is. */
    public long end() {
        return offset + length;
    }

    /** Returns when the part after it begins, if nothing is left out. */
    public long endTime() {
        return start + duration;
    }
}
