package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * How long packets stand in a queue on the way: the least delay of the last moments over the least delay of the last half minute. Jitter
 * delays some packets, a queue delays all, so the least of several tells the two apart (the idea of RFC 8289, section 3.2). Clocks of
 * both ends may differ, for only differences count. Not thread-safe.
 */
final class QueueDelay {
    private final SlidingMinimum now = new SlidingMinimum(TimeUnit.MILLISECONDS.toNanos(240));
    private final SlidingMinimum ever = new SlidingMinimum(TimeUnit.SECONDS.toNanos(30));

    void onReceived(long sentNanos, long arrivalNanos) {
        now.add(arrivalNanos - sentNanos, arrivalNanos);
        ever.add(arrivalNanos - sentNanos, arrivalNanos);
    }

    /** Returns the nanoseconds that the luckiest of the last packets waited, 0 or more. */
    long standingNanos() {
        return now.minimum() - ever.minimum();
    }

    /** The least value of the last one to two halves of a window. */
    private static final class SlidingMinimum {
        private static final long NONE = Long.MAX_VALUE;

        private final long halfNanos;
        private long began = NONE;
        private long before = NONE;
        private long current = NONE;

        SlidingMinimum(long windowNanos) {
            halfNanos = windowNanos / 2;
        }

        void add(long value, long atNanos) {
            long passed = began == NONE ? Long.MAX_VALUE : Math.abs(atNanos - began);
            if (passed >= halfNanos) {
                before = passed < 2 * halfNanos ? current : NONE;
                current = NONE;
                began = atNanos;
            }
            current = Math.min(current, value);
        }

        long minimum() {
            return Math.min(before, current);
        }
    }
}
