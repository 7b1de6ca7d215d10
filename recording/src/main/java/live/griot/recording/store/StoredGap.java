package live.griot.recording.store;

/**
 * A stretch of a track that was not stored.
 *
 * @param start in units of the track's timescale
 * @param end likewise, after the start
 */
public record StoredGap(TrackName track, long start, long end, GapCause cause) {
    public StoredGap {
        Checks.notNegative(start);
        Checks.require(start < end);
    }

    /** Returns one that reaches over both, with the cause of this one. */
    StoredGap and(long otherStart, long otherEnd) {
        return new StoredGap(track, Math.min(start, otherStart), Math.max(end, otherEnd), cause);
    }
}
