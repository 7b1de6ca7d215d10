package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Judges how well one person is connected. It worsens when two samples running are worse and betters when five are better, so that it
 * does not flicker; silence counts at once. Not thread-safe.
 */
public final class ConnectionQualityMeter {
    /** How often to give a sample. */
    public static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int WORSE_SAMPLES = 2;
    private static final int BETTER_SAMPLES = 5;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private ConnectionQuality quality = ConnectionQuality.EXCELLENT;
    private ConnectionQuality candidate = ConnectionQuality.EXCELLENT;
    private int running;

    /**
     * What was seen in the last second.
     *
     * @param lossShare of packets lost, 0 to 1
     * @param roundTripNanos 0 when unknown
     * @param jitterNanos of arrival (RFC 3550, section 6.4.1), 0 when unknown
     * @param bitrateShare what is received of what a publisher means to send, or what is sent of what a viewer wishes; 0 to 1, 1 when
     *     unknown
     * @param silentNanos since anything was heard
     */
    public record Sample(
            double lossShare, long roundTripNanos, long jitterNanos, double bitrateShare, long silentNanos) {}

    private enum Limits {
        EXCELLENT(0.02, 200, 30, 0.75),
        GOOD(0.08, 400, 80, 0.35);

        private final double lossShare;
        private final long roundTripNanos;
        private final long jitterNanos;
        private final double bitrateShare;

        Limits(double lossShare, long roundTripMillis, long jitterMillis, double bitrateShare) {
            this.lossShare = lossShare;
            this.roundTripNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis);
            this.jitterNanos = TimeUnit.MILLISECONDS.toNanos(jitterMillis);
            this.bitrateShare = bitrateShare;
        }

        boolean keeps(Sample sample) {
            return sample.lossShare() <= lossShare
                    && sample.roundTripNanos() <= roundTripNanos
                    && sample.jitterNanos() <= jitterNanos
                    && sample.bitrateShare() >= bitrateShare;
        }
    }

    /** Takes in a sample; returns whether the quality changed. */
    public boolean onSample(Sample sample) {
        ConnectionQuality seen = judge(sample);
        if (seen == quality) {
            running = 0;
            return false;
        }
        boolean worse = seen.compareTo(quality) > 0;
        boolean sameWay = running > 0 && candidate.compareTo(quality) > 0 == worse;
        // Of samples that differ but all point the same way, the one nearest to what was counts.
        candidate = !sameWay || worse == candidate.compareTo(seen) > 0 ? seen : candidate;
        running = sameWay ? running + 1 : 1;
        boolean certain = seen == ConnectionQuality.LOST
                || quality == ConnectionQuality.LOST
                || running >= (worse ? WORSE_SAMPLES : BETTER_SAMPLES);
        if (certain) {
            quality = seen == ConnectionQuality.LOST || quality == ConnectionQuality.LOST ? seen : candidate;
            running = 0;
        }
        return certain;
    }

    private static ConnectionQuality judge(Sample sample) {
        if (sample.silentNanos() >= SILENCE_NANOS) {
            return ConnectionQuality.LOST;
        }
        if (Limits.EXCELLENT.keeps(sample)) {
            return ConnectionQuality.EXCELLENT;
        }
        return Limits.GOOD.keeps(sample) ? ConnectionQuality.GOOD : ConnectionQuality.POOR;
    }

    /** Returns what it is now. */
    public ConnectionQuality quality() {
        return quality;
    }
}
