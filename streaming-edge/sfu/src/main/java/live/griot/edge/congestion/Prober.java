package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * One probe after another, from the decision to the result. What the prober is told of packets it needs only while a probe goes on. Not
 * thread-safe.
 */
final class Prober {
    private static final long RESULT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProbeController controller;
    private final ProbePacer pacer = new ProbePacer();
    private final ProbeMeter meter = new ProbeMeter();
    private final long maxBps;
    private int probe;
    private long probeBps;
    private boolean awaitsResult;
    private long sentNanos;

    Prober(long maxBps, long nowNanos) {
        this.controller = new ProbeController(nowNanos);
        this.maxBps = maxBps;
    }

    /** See {@link BandwidthEstimator#wish}. */
    void wish(long nextStepBps, long wishedBps) {
        controller.wish(nextStepBps, wishedBps);
    }

    /** Begins a probe if one is due. */
    void begin(long estimateBps, NetworkUsage usage, long jitterNanos, long nowNanos) {
        long bps = awaitsResult ? 0 : Math.min(maxBps, controller.due(estimateBps, usage, nowNanos));
        if (bps > estimateBps) {
            probe = probe % SentPackets.MAX_PROBE + 1;
            probeBps = bps;
            awaitsResult = true;
            pacer.begin(probe, bps, jitterNanos, nowNanos);
            meter.begin(probe);
        }
    }

    /** Notes a packet that is being sent; returns the probe that it belongs to, or {@link SentPackets#NO_PROBE}. */
    int onSending(int bytes) {
        return pacer.onSending(bytes);
    }

    /** Returns the bytes of padding that should leave now, or 0. */
    int paddingDue(long nowNanos) {
        return pacer.due(nowNanos);
    }

    boolean isSending() {
        return pacer.isSending();
    }

    /** Notes a packet of a probe that arrived. */
    void onReceived(int ofProbe, int bytes, long packetSentNanos, long arrivalNanos) {
        meter.onReceived(ofProbe, bytes, packetSentNanos, arrivalNanos);
    }

    /** Notes a packet of a probe that did not arrive. */
    void onMissing(int ofProbe) {
        meter.onMissing(ofProbe);
    }

    /**
     * Returns what the path was seen to carry, once, when that has become known; else {@link ProbeMeter#NO_RESULT}.
     *
     * @param ownLoss the share that the path loses whatever is sent
     */
    long result(double ownLoss, long roundTripNanos, long nowNanos) {
        if (!awaitsResult) {
            return ProbeMeter.NO_RESULT;
        }
        pacer.endIfDone(nowNanos);
        if (pacer.isSending()) {
            sentNanos = nowNanos;
            return ProbeMeter.NO_RESULT;
        }
        if (!meter.isComplete(pacer.packets()) && nowNanos - sentNanos <= RESULT_TIMEOUT_NANOS + roundTripNanos) {
            return ProbeMeter.NO_RESULT;
        }
        awaitsResult = false;
        long result = meter.result(pacer.packets(), ownLoss);
        controller.onResult(probeBps, result, nowNanos);
        return result;
    }

    /** Returns whether the last result is all that the path carries, rather than all that was sent. */
    boolean isSaturated() {
        return meter.isSaturated();
    }

    /** Notes that the estimate fell. */
    void onFall(long nowNanos) {
        controller.onFall(nowNanos);
    }
}
