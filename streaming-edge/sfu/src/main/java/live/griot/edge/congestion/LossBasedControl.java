package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * The bitrate that the loss allows. While much is lost it falls by half of the share that is lost, again and again; while little is lost
 * it rises, until it says no more than the delay does (draft-ietf-rmcat-gcc-02, section 6). Loss that stays when less is sent is the
 * path's own ({@link LossTrial}): from then on only what is lost beyond it counts. Not thread-safe.
 */
final class LossBasedControl {
    private static final double LITTLE = 0.02;
    private static final double MUCH = 0.1;
    private static final double INCREASE = 1.05;
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MAX_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A share of fewer packets says little, unless more do not come. */
    private static final int MIN_PACKETS = 40;
    /** Losses come in bursts, so the share is averaged over such a time. */
    private static final double SMOOTHING_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Where the estimate is more than so many times what is sent, the loss is met from there. */
    private static final double MAX_ABOVE_SENT = 1.25;

    private static final double BIT_NANOS_A_BYTE = 8 * (double) TimeUnit.SECONDS.toNanos(1);
    private static final double MAX_SHARE = 0.9;
    private static final double FORGETTING = 0.05;

    private final double minBps;
    private final double maxBps;
    private final LossTrial trial = new LossTrial();
    private double estimateBps;
    private int received;
    private int lost;
    private long bytes;
    private long sentFromNanos;
    private long sentUntilNanos;
    private double share;
    private double ownShare;
    private long judgedNanos;

    LossBasedControl(BandwidthEstimator.Configuration limits, long nowNanos) {
        this.estimateBps = limits.maxBps();
        this.minBps = limits.minBps();
        this.maxBps = limits.maxBps();
        this.judgedNanos = nowNanos;
        this.sentFromNanos = nowNanos;
    }

    /**
     * Takes in what a feedback told.
     *
     * @param nowLost below 0 when packets that were told as lost were only late
     * @param nowBytes of the packets that it told of
     * @param lastSentNanos when the last of them was sent
     */
    void onFeedback(int nowReceived, int nowLost, long nowBytes, long lastSentNanos) {
        received += nowReceived;
        lost = Math.max(0, lost + nowLost);
        bytes += nowBytes;
        sentUntilNanos = lastSentNanos;
    }

    /**
     * Judges what was told since the last judgement, if that is enough and long enough ago.
     *
     * @param delayBps what the delay allows
     * @param isQueued whether packets stand in a queue on the way, so that loss is congestion
     */
    void update(long delayBps, boolean isQueued, long roundTripNanos, long nowNanos) {
        int told = received + lost;
        long passed = nowNanos - judgedNanos;
        boolean enough = told >= MIN_PACKETS || (told > 0 && passed >= MAX_INTERVAL_NANOS);
        long sentFor = sentUntilNanos - sentFromNanos;
        if (passed < INTERVAL_NANOS + roundTripNanos || !enough || sentFor <= 0) {
            return;
        }
        double seen = Math.min(MAX_SHARE, (double) lost / told);
        double sentBps = bytes * BIT_NANOS_A_BYTE / sentFor;
        share += (1 - Math.exp(-passed / SMOOTHING_NANOS)) * (seen - share);
        ownShare += share < ownShare ? FORGETTING * (share - ownShare) : 0;
        if (trial.isRunning() && trial.isOwn(told, seen, sentBps, nowNanos) && !isQueued) {
            ownShare = Math.clamp(trial.share(), ownShare, MAX_SHARE);
            share = Math.max(share, ownShare);
            estimateBps = maxBps;
        }
        judge((double) delayBps, seen, sentBps, nowNanos);
        received = 0;
        lost = 0;
        bytes = 0;
        sentFromNanos = sentUntilNanos;
        judgedNanos = nowNanos;
    }

    private void judge(double delayBps, double seen, double sentBps, long nowNanos) {
        double excess = share - ownShare;
        if (excess > MUCH && seen - ownShare > MUCH) {
            if (!trial.isRunning()) {
                trial.begin(Math.max(share, seen), sentBps, nowNanos);
            }
            double from = Math.min(Math.min(estimateBps, delayBps), MAX_ABOVE_SENT * sentBps);
            set(from * (1 - (seen - ownShare) / 2));
        } else if (excess < LITTLE) {
            set(estimateBps * INCREASE);
        }
    }

    /** Returns whether it is being found out where loss comes from, and what is sent should not be raised. */
    boolean isOnTrial() {
        return trial.isRunning();
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

    /** Returns the share of packets that the path loses whatever is sent, as far as is known; 0 to {@link #MAX_SHARE}. */
    double ownShare() {
        return ownShare;
    }

    /** Returns the share of packets that was lost of late, 0 to {@link #MAX_SHARE}. */
    double share() {
        return share;
    }
}
