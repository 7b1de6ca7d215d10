package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Decides when to probe and at which bitrate. What is sent follows the layers that the estimate allows, so without probes the estimate
 * could never grow past them. It probes while more is wished than the estimate allows: at the start, soon after a fall, and else ever more
 * seldom; and doubles at once as long as the path carries it. Not thread-safe.
 */
final class ProbeController {
    private static final double START_FACTOR = 3;
    private static final double CARRIED_FACTOR = 2;
    private static final double MIN_FACTOR = 1.2;
    private static final double MAX_FACTOR = 3;
    /** A probe is as much over what is wished, so that its result allows it in spite of the allocator's margin. */
    private static final double OVER_WISH = 1.25;
    /** A result that is so near to the probe's bitrate does not show the path's limit. */
    private static final double CARRIED = 0.9;

    private static final long MIN_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MAX_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long AFTER_FALL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private enum Phase {
        START,
        CARRIED,
        PERIODIC
    }

    private Phase phase = Phase.START;
    private long wishedBps;
    private long nextStepBps;
    private long dueNanos;
    private long intervalNanos = MIN_INTERVAL_NANOS;

    ProbeController(long nowNanos) {
        dueNanos = nowNanos;
    }

    /** Takes in the bitrate with which one more step could be sent, and that with which everything wished could. */
    void wish(long newNextStepBps, long newWishedBps) {
        nextStepBps = newNextStepBps;
        wishedBps = newWishedBps;
    }

    /** Returns the bits a second to probe at now, or 0. No probe is going on. */
    long due(long estimateBps, NetworkUsage usage, long nowNanos) {
        if (nowNanos < dueNanos || usage == NetworkUsage.OVERUSE || wishedBps <= estimateBps) {
            return 0;
        }
        double bps =
                switch (phase) {
                    case START -> START_FACTOR * estimateBps;
                    case CARRIED -> CARRIED_FACTOR * estimateBps;
                    case PERIODIC ->
                        Math.clamp(OVER_WISH * nextStepBps, MIN_FACTOR * estimateBps, MAX_FACTOR * estimateBps);
                };
        return Math.round(Math.min(bps, OVER_WISH * wishedBps));
    }

    /** Takes in the result of a probe at that bitrate, or {@link ProbeMeter#NO_RESULT}. */
    void onResult(long probedBps, long resultBps, long nowNanos) {
        if (resultBps >= CARRIED * probedBps) {
            phase = Phase.CARRIED;
            intervalNanos = MIN_INTERVAL_NANOS;
            dueNanos = nowNanos;
        } else {
            phase = Phase.PERIODIC;
            dueNanos = nowNanos + intervalNanos;
            intervalNanos = Math.min(2 * intervalNanos, MAX_INTERVAL_NANOS);
        }
    }

    /** Notes that the estimate fell, so that it is seen soon whether that was passing. */
    void onFall(long nowNanos) {
        phase = Phase.PERIODIC;
        intervalNanos = AFTER_FALL_NANOS;
        dueNanos = nowNanos + AFTER_FALL_NANOS;
    }
}
