package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * The bitrate that the loss allows: it rises while little is lost, stays between, and falls by half of the share that is lost when that
 * is much. Not thread-safe. draft-ietf-rmcat-gcc-02, section 6.
 */
final class LossBasedControl {
    private static final double LITTLE = 0.02;
    private static final double MUCH = 0.1;
    private static final double INCREASE = 1.05;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** A share of fewer packets says little. */
    private static final int MIN_PACKETS = 20;

    private final double minBps;
    private final double maxBps;
    private double estimateBps;
    private double share;
    private int received;
    private int lost;
    private long updatedNanos;

    LossBasedControl(BandwidthEstimator.Configuration limits, long nowNanos) {
        this.estimateBps = limits.startBps();
        this.minBps = limits.minBps();
        this.maxBps = limits.maxBps();
        this.updatedNanos = nowNanos;
    }

    /** Takes in what a feedback told. {@code nowLost} is below 0 when packets that were told as lost were only late. */
    void onFeedback(int nowReceived, int nowLost) {
        received += nowReceived;
        lost = Math.max(0, lost + nowLost);
    }

    /** Judges what was told since the last judgement, if that is enough and long enough ago. */
    void update(long roundTripNanos, long nowNanos) {
        int told = received + lost;
        if (told < MIN_PACKETS || nowNanos - updatedNanos < INTERVAL_NANOS + roundTripNanos) {
            return;
        }
        share = (double) lost / told;
        if (share < LITTLE) {
            set(INCREASE * estimateBps);
        } else if (share > MUCH) {
            set(estimateBps * (1 - share / 2));
        }
        received = 0;
        lost = 0;
        updatedNanos = nowNanos;
    }

    /** Takes over a bitrate that was seen to arrive. */
    void raise(long bps) {
        set(Math.max((double) bps, estimateBps));
    }

    private void set(double bps) {
        estimateBps = Math.clamp(bps, minBps, maxBps);
    }

    /** Returns bits a second. */
    long bps() {
        return Math.round(estimateBps);
    }

    /** Returns the share of packets that was lost of late, 0 to 1. */
    double share() {
        return share;
    }
}
