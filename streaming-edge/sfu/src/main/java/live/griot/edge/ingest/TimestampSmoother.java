package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;

/**
 * Takes the jumps out of a stream's timestamps: an encoder that is started anew, or whose clock is set, begins to count somewhere else
 * under the same SSRC, and no viewer's player survives an hour's leap. Where timestamps and arrivals disagree by more than any network
 * explains, the stream goes on by the time that passed. Not thread-safe: owned by the ingest loop.
 */
final class TimestampSmoother {
    /** No network holds packets for longer, and what a sender pauses its clock for shows as a jump of it. */
    static final long MAX_DISAGREEMENT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private boolean started;
    private int offset;
    private int offsetBefore;
    private long firstIndex;
    private int latest;
    private long latestNanos;

    /** Forgets the stream. */
    void clear() {
        started = false;
        offset = 0;
        offsetBefore = 0;
        firstIndex = 0;
    }

    /** Returns what a packet's timestamp becomes; a packet that came late is counted as those around it were. */
    int map(int timestamp, long index, boolean inOrder, int clockRate, long arrivalNanos) {
        if (!inOrder) {
            return timestamp + (index < firstIndex ? offsetBefore : offset);
        }
        if (started && isJump(timestamp + offset - latest, clockRate, arrivalNanos)) {
            offsetBefore = offset;
            firstIndex = index;
            offset = latest + ticks(arrivalNanos - latestNanos, clockRate) - timestamp;
        }
        started = true;
        latest = timestamp + offset;
        latestNanos = arrivalNanos;
        return latest;
    }

    /** Returns what a timestamp becomes that was told of the stream as it is now. */
    int mapLatest(int timestamp) {
        return timestamp + offset;
    }

    private boolean isJump(int step, int clockRate, long arrivalNanos) {
        // Microseconds, for nanoseconds times a clock rate overflow after a day.
        long stepNanos = TimeUnit.MICROSECONDS.toNanos(step * 1_000_000L / clockRate);
        return Math.abs(stepNanos - (arrivalNanos - latestNanos)) > MAX_DISAGREEMENT_NANOS;
    }

    private static int ticks(long nanos, int clockRate) {
        return (int) (nanos / 1_000 * clockRate / 1_000_000);
    }
}
