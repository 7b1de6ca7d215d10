package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Keeps what had to be taken back from being given again at once: after the path could not carry a bitrate, nothing near it is tried for
 * a time, which doubles whenever the try is soon regretted. Not thread-safe.
 */
final class RaiseHold {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(80);
    /** A raise that does not last for so long is regretted. */
    private static final long REGRET_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** What is less than this share of what the path could not carry is not near it. */
    private static final double NEAR = 0.85;

    private long nanos = FIRST_NANOS;
    private boolean held;
    private long until;
    private double nearBps;
    private boolean raised;
    private long raisedNanos;

    /** Notes that more is sent than before. */
    void onRaised(long nowNanos) {
        raised = true;
        raisedNanos = nowNanos;
    }

    /** Notes that the path could not carry so much. */
    void onLowered(long bps, long nowNanos) {
        if (raised) {
            boolean regretted = nowNanos - raisedNanos < REGRET_NANOS;
            nanos = regretted ? Math.min(2 * nanos, LONGEST_NANOS) : FIRST_NANOS;
        }
        raised = false;
        held = true;
        until = nowNanos + nanos;
        nearBps = NEAR * bps;
    }

    /** Returns whether so much in all should not be tried now. */
    boolean holds(long bps, long nowNanos) {
        return held && nowNanos - until < 0 && bps > nearBps;
    }
}
