package live.griot.edge.congestion;

/**
 * Where the path was overused before, as a mean and a deviation, so that near it the estimate rises carefully. In kbit/s, with a variance
 * normed by the mean. Not thread-safe. draft-ietf-rmcat-gcc-02, section 5.5, the average of R_hat.
 */
final class LinkCapacity {
    private static final double SMOOTHING = 0.05;
    private static final double MIN_VARIANCE = 0.4;
    private static final double MAX_VARIANCE = 2.5;
    private static final double DEVIATIONS = 3;
    private static final double UNKNOWN = -1;

    private double mean = UNKNOWN;
    private double variance = MIN_VARIANCE;

    void onOveruse(long acknowledgedBps) {
        double sample = acknowledgedBps / 1_000d;
        mean = mean == UNKNOWN ? sample : (1 - SMOOTHING) * mean + SMOOTHING * sample;
        double off = mean - sample;
        variance = (1 - SMOOTHING) * variance + SMOOTHING * off * off / Math.max(1, mean);
        variance = Math.clamp(variance, MIN_VARIANCE, MAX_VARIANCE);
    }

    boolean isKnown() {
        return mean != UNKNOWN;
    }

    void forget() {
        mean = UNKNOWN;
    }

    /** Returns bits a second. */
    double meanBps() {
        return mean * 1_000;
    }

    /** Returns whether the capacity was so much more that it cannot be what it was. */
    boolean isFarAbove(long acknowledgedBps) {
        return isKnown() && acknowledgedBps / 1_000d < mean - DEVIATIONS * deviation();
    }

    /** Returns whether the capacity was so much less that it cannot be what it was. */
    boolean isFarBelow(long acknowledgedBps) {
        return isKnown() && acknowledgedBps / 1_000d > mean + DEVIATIONS * deviation();
    }

    private double deviation() {
        return Math.sqrt(variance * mean);
    }
}
