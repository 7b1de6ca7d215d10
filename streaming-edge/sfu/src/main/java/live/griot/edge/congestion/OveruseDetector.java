package live.griot.edge.congestion;

/**
 * Decides from the trend of the delay whether the path is overused. The threshold follows the trend: slowly upwards, so that flows of
 * other kinds in the same queue do not starve this one, and downwards faster. Not thread-safe. draft-ietf-rmcat-gcc-02, section 5.4.
 */
final class OveruseDetector {
    /** The draft's overuse_time_th: a trend over the threshold for less is noise. */
    private static final double OVERUSE_MILLIS = 10;
    /** The draft's K_u and K_d, a millisecond. */
    private static final double RISE = 0.0087;

    private static final double FALL = 0.039;
    private static final double INITIAL_THRESHOLD = 12.5;
    private static final double MIN_THRESHOLD = 6;
    private static final double MAX_THRESHOLD = 600;
    /** A trend that is further than this over the threshold is a spike, which the threshold does not follow. */
    private static final double MAX_ADAPT_DISTANCE = 15;

    /** Turns a slope into the draft's scale, together with the number of groups it is known from. */
    private static final double GAIN = 4;

    private static final int MAX_GROUPS = 60;

    private NetworkUsage usage = NetworkUsage.NORMAL;
    private double threshold = INITIAL_THRESHOLD;
    private double before;
    private double overMillis = -1;
    private int overCount;
    private long adaptedNanos = Long.MIN_VALUE;

    /**
     * Takes in the slope after another group.
     *
     * @param slope milliseconds of delay gained in each millisecond
     * @param groups that it is known from
     * @param sendDeltaNanos how long after the one before it the group was sent
     * @param arrivalNanos when it arrived
     */
    NetworkUsage update(double slope, int groups, long sendDeltaNanos, long arrivalNanos) {
        double trend = Math.min(groups, MAX_GROUPS) * slope * GAIN;
        if (trend > threshold) {
            overMillis = overMillis < 0 ? sendDeltaNanos / 2e6 : overMillis + sendDeltaNanos / 1e6;
            overCount++;
            if (overMillis > OVERUSE_MILLIS && overCount > 1 && slope >= before) {
                overMillis = 0;
                overCount = 0;
                usage = NetworkUsage.OVERUSE;
            }
        } else {
            overMillis = -1;
            overCount = 0;
            usage = trend < -threshold ? NetworkUsage.UNDERUSE : NetworkUsage.NORMAL;
        }
        before = slope;
        adapt(Math.abs(trend), arrivalNanos);
        return usage;
    }

    private void adapt(double trend, long arrivalNanos) {
        double millis = adaptedNanos == Long.MIN_VALUE ? 0 : (arrivalNanos - adaptedNanos) / 1e6;
        adaptedNanos = arrivalNanos;
        if (trend <= threshold + MAX_ADAPT_DISTANCE) {
            double gain = trend < threshold ? FALL : RISE;
            // Groups may be a frame apart; the threshold then reaches the trend, and does not swing past it.
            threshold += Math.clamp(gain * millis, 0, 1) * (trend - threshold);
            threshold = Math.clamp(threshold, MIN_THRESHOLD, MAX_THRESHOLD);
        }
    }

    /** Returns what the path was found to be last. */
    NetworkUsage usage() {
        return usage;
    }

    /** Forgets the trend, not the threshold. */
    void reset() {
        usage = NetworkUsage.NORMAL;
        before = 0;
        overMillis = -1;
        overCount = 0;
    }
}
