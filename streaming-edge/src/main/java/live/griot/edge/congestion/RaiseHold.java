package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a subscription that had to go down from going up again at once: for a time that doubles whenever going up was soon regretted.
 * Not thread-safe.
 */
final class RaiseHold {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(80);
    /** Going up is regretted when it does not last for so long. */
    private static final long REGRET_NANOS = TimeUnit.SECONDS.toNanos(20);

    private long nanos = FIRST_NANOS;
    private boolean held;
    private long until;
    private boolean raised;
    private long raisedNanos;

    void onRaised(long nowNanos) {
        raised = true;
        raisedNanos = nowNanos;
        held = false;
    }

    void onLowered(long nowNanos) {
        boolean regretted = raised && nowNanos - raisedNanos < REGRET_NANOS;
        nanos = regretted ? Math.min(2 * nanos, LONGEST_NANOS) : FIRST_NANOS;
        raised = false;
        held = true;
        until = nowNanos + nanos;
    }

    boolean holds(long nowNanos) {
        return held && nowNanos - until < 0;
    }

    /** Lets it go up at once. */
    void forgive() {
        held = false;
        nanos = FIRST_NANOS;
    }
}
