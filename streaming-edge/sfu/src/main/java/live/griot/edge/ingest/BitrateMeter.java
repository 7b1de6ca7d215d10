package live.griot.edge.ingest;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Measures the bitrate of a stream over the last second, in steps of 50 ms. Not thread-safe; time comes in. */
public final class BitrateMeter {
    private static final int STEPS = 20;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A stream begins with a key frame, which says little about what follows. */
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int[] bytes = new int[STEPS];
    private boolean started;
    private long step;
    private long firstStep;
    private long total;

    /** Notes that so many bytes came at that moment. */
    public void add(int size, long nowNanos) {
        advance(nowNanos);
        bytes[slot(step)] += size;
        total += size;
    }

    /** Returns the bitrate over the last second, or over the time since the first packet while that is shorter, half a second at least. */
    public int bitsPerSecond(long nowNanos) {
        if (!started) {
            return 0;
        }
        advance(nowNanos);
        long fromNanos = Math.max(firstStep, step - STEPS + 1) * STEP_NANOS;
        long overNanos = Math.max(FIRST_NANOS, nowNanos - fromNanos);
        return (int) Math.min(Integer.MAX_VALUE, total * 8 * TimeUnit.SECONDS.toNanos(1) / overNanos);
    }

    private void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, STEP_NANOS);
        if (!started || now - step >= STEPS) {
            Arrays.fill(bytes, 0);
            total = 0;
            firstStep = started ? now - STEPS + 1 : now;
            started = true;
            step = now;
        }
        while (step < now) {
            step++;
            total -= bytes[slot(step)];
            bytes[slot(step)] = 0;
        }
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, STEPS);
    }
}
