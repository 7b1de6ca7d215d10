package live.griot.app.benchmark;

/** How many of what delay, in steps of a tenth of a millisecond up to ten seconds. Not thread-safe. */
final class Delays {
    private static final long STEP_NANOS = 100_000;
    private static final int STEPS = 100_000;

    private final long[] counts = new long[STEPS];
    private long count;

    void add(long nanos) {
        counts[(int) Math.clamp(nanos / STEP_NANOS, 0, STEPS - 1)]++;
        count++;
    }

    long count() {
        return count;
    }

    /** Returns the delay that so many per cent are within, in nanoseconds. */
    long percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int step = 0; step < STEPS; step++) {
            seen += counts[step];
            if (seen >= wanted) {
                return (step + 1) * STEP_NANOS;
            }
        }
        return STEPS * STEP_NANOS;
    }
}
