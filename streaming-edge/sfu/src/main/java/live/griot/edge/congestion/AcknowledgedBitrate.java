package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * The bitrate at which packets arrive, from the receiver's own clock: the draft's R_hat. It is measured in windows one after another,
 * and each window moves the estimate by as much as it can be believed: far-off values little, unless they go on (a Bayesian filter, as
 * in libwebrtc). Not thread-safe. draft-ietf-rmcat-gcc-02, section 5.5.
 */
final class AcknowledgedBitrate {
    private static final long FIRST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long NONE = -1;

    /** How much less a window is believed that differs much from the estimate. */
    private static final double UNCERTAINTY = 10;

    private static final double INITIAL_VARIANCE = 50;
    /** What the bitrate is thought to change by from window to window. */
    private static final double PROCESS_VARIANCE = 5;

    private static final double NANOS_A_SECOND = 1e9;

    private double estimateBps = NONE;
    private double latestBps = NONE;
    private double variance = INITIAL_VARIANCE;
    private boolean begun;
    private long windowNanos;
    private long windowBytes;

    /** Takes in a packet that arrived. */
    void onReceived(int bytes, long arrivalNanos) {
        // What overtook others counts into the window that is open.
        if (!begun || windowNanos - arrivalNanos > FIRST_WINDOW_NANOS) {
            begun = true;
            windowNanos = arrivalNanos;
            windowBytes = bytes;
            return;
        }
        long length = estimateBps < 0 ? FIRST_WINDOW_NANOS : WINDOW_NANOS;
        long passed = arrivalNanos - windowNanos;
        if (passed >= length) {
            update(8 * windowBytes * NANOS_A_SECOND / length);
            windowBytes = 0;
            // After a silence only what is left of the last window counts on.
            windowNanos = arrivalNanos - passed % length;
            if (passed >= 2 * length) {
                update(0);
            }
        }
        windowBytes += bytes;
    }

    private void update(double sampleBps) {
        latestBps = sampleBps;
        if (estimateBps < 0) {
            estimateBps = sampleBps;
            return;
        }
        double off = UNCERTAINTY * Math.abs(estimateBps - sampleBps) / Math.max(1, Math.max(estimateBps, sampleBps));
        double sampleVariance = off * off;
        double predicted = variance + PROCESS_VARIANCE;
        estimateBps = (sampleVariance * estimateBps + predicted * sampleBps) / (sampleVariance + predicted);
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }

    /** Begins the window again, because what arrived in it is not known in full. */
    void skip() {
        begun = false;
    }

    /** Returns bits a second, or -1 when too little is known. */
    long bps() {
        return Math.round(estimateBps);
    }

    /** Returns the bits a second of the latest window alone, or -1; what a queue lets through is so even that it is not noise. */
    long latestBps() {
        return Math.round(latestBps);
    }
}
