package live.griot.edge.telemetry;

import java.util.concurrent.TimeUnit;

/**
 * How a loop spends its time: how long its turns take and how many there were. One thread tells, any thread looks.
 */
public final class DutyCycleTracker {
    /** The longest turn is that of the last two such spans. */
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private volatile long turns;
    private volatile long busyNanos;
    private volatile long longestNanos;
    private volatile long longestBefore;
    private long spanNanos;

    /** Notes a turn that did something. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    public void onTurn(long beganNanos, long endedNanos) {
        long took = endedNanos - beganNanos;
        if (endedNanos - spanNanos >= SPAN_NANOS) {
            spanNanos = endedNanos;
            longestBefore = longestNanos;
            longestNanos = 0;
        }
        turns++;
        busyNanos += took;
        longestNanos = Math.max(longestNanos, took);
    }

    /** Returns how many turns there were. */
    public long turns() {
        return turns;
    }

    /** Returns the time that they took in all. */
    public long busyNanos() {
        return busyNanos;
    }

    /** Returns the longest turn of the last ten to twenty seconds. */
    public long longestNanos() {
        return Math.max(longestNanos, longestBefore);
    }
}
