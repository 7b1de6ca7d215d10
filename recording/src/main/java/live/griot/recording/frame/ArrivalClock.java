package live.griot.recording.frame;

import java.util.concurrent.TimeUnit;

/**
 * Tells when frames were captured by when they came, where the sender says nothing better: the quickest so far shows how far the stream's
 * clock is from ours, the quickest way here left in it. Not thread-safe.
 */
final class ArrivalClock {
    /** What later frames are slower by is forgotten at this rate, for clocks run apart: a millisecond in two seconds. */
    private static final long DRIFT = 2_000;

    /** No network is that late: the publisher began to count anew. */
    private static final long JUMP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private boolean started;
    private long quickest;
    private long latestNanos;

    /** Notes a frame: its time by the stream's own clock, and when it came. */
    void onArrival(long streamNanos, long arrivalNanos) {
        long difference = arrivalNanos - streamNanos;
        quickest += started ? Math.max(0, arrivalNanos - latestNanos) / DRIFT : 0;
        if (!started || difference < quickest || difference - quickest > JUMP_NANOS) {
            quickest = difference;
        }
        started = true;
        latestNanos = arrivalNanos;
    }

    /** Returns a time of the stream's own clock as one of the monotonic clock; only after an arrival. */
    long toMonotonic(long streamNanos) {
        return streamNanos + quickest;
    }
}
