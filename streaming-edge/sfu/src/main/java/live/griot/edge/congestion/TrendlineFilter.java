package live.griot.edge.congestion;

/**
 * Finds whether the one-way delay grows, as the slope of a line through the smoothed delay of the last {@link #WINDOW} groups: positive
 * when a queue builds up, negative when it empties. It stands where draft-ietf-rmcat-gcc-02, section 5.3 has a Kalman filter, as
 * libwebrtc does since 2017. Not thread-safe.
 */
final class TrendlineFilter {
    /** Groups that the line goes through. */
    static final int WINDOW = 20;

    private static final double SMOOTHING = 0.9;

    private final double[] arrivals = new double[WINDOW];
    private final double[] delays = new double[WINDOW];
    private int count;
    private long firstArrivalNanos;
    private double accumulated;
    private double smoothed;
    private double slope;

    /** Takes in how much later a group arrived than it was sent, relative to the one before it. */
    void add(double delayDeltaMillis, long arrivalNanos) {
        if (count == 0) {
            firstArrivalNanos = arrivalNanos;
        }
        accumulated += delayDeltaMillis;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        int slot = count++ % WINDOW;
        arrivals[slot] = (arrivalNanos - firstArrivalNanos) / 1e6;
        delays[slot] = smoothed;
        if (count >= WINDOW) {
            fit();
        }
    }

    /** Ordinary least squares; the slope stays as it was when all arrived at once. */
    private void fit() {
        double arrivalSum = 0;
        double delaySum = 0;
        for (int i = 0; i < WINDOW; i++) {
            arrivalSum += arrivals[i];
            delaySum += delays[i];
        }
        double arrivalMean = arrivalSum / WINDOW;
        double delayMean = delaySum / WINDOW;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < WINDOW; i++) {
            double offset = arrivals[i] - arrivalMean;
            covariance += offset * (delays[i] - delayMean);
            variance += offset * offset;
        }
        if (variance > 0) {
            slope = covariance / variance;
        }
    }

    /** Returns the milliseconds of delay gained in each millisecond; 0 before the window is full. */
    double slope() {
        return slope;
    }

    /** Returns the groups taken in. */
    int count() {
        return count;
    }

    /** Forgets everything. */
    void reset() {
        count = 0;
        accumulated = 0;
        smoothed = 0;
        slope = 0;
    }
}
