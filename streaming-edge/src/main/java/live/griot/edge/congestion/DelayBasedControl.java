package live.griot.edge.congestion;

/**
 * The bitrate that the delay allows: packets are gathered into groups, the trend of their delay tells whether the path is overused, and
 * the estimate follows. Not thread-safe. draft-ietf-rmcat-gcc-02, section 5.
 */
final class DelayBasedControl {
    private static final double NANOS_A_MILLI = 1e6;
    /** How much the estimate loses when nothing is heard for a while. */
    private static final double SILENCE = 0.8;

    private final PacketGroups groups = new PacketGroups();
    private final TrendlineFilter trend = new TrendlineFilter();
    private final OveruseDetector detector = new OveruseDetector();
    private final AcknowledgedBitrate acknowledged = new AcknowledgedBitrate();
    private final AimdRateControl rate;
    private boolean overused;

    DelayBasedControl(BandwidthEstimator.Configuration limits, long nowNanos) {
        rate = new AimdRateControl(limits, nowNanos);
    }

    /** Takes in a packet that arrived; they come in the order in which they were sent. */
    void onReceived(int bytes, long sentNanos, long arrivalNanos) {
        acknowledged.onReceived(bytes, arrivalNanos);
        if (groups.add(sentNanos, arrivalNanos)) {
            long sendDelta = groups.sendDeltaNanos();
            trend.add((groups.arrivalDeltaNanos() - sendDelta) / NANOS_A_MILLI, groups.arrivalNanos());
            detector.update(trend.slope(), trend.count(), sendDelta, groups.arrivalNanos());
            overused |= detector.usage() == NetworkUsage.OVERUSE;
        }
    }

    /** Judges what came since the last judgement. */
    void update(long roundTripNanos, long nowNanos) {
        NetworkUsage usage = overused ? NetworkUsage.OVERUSE : detector.usage();
        overused = false;
        rate.update(usage, acknowledged.bps(), roundTripNanos, nowNanos);
    }

    /** Notes that some feedback went missing, so that what arrived is not known in full. */
    void onLostFeedback() {
        acknowledged.skip();
    }

    /** Notes that nothing is heard any more. */
    void onSilence() {
        rate.set(SILENCE * rate.bps());
        groups.reset();
        trend.reset();
        detector.reset();
        acknowledged.skip();
    }

    /** Takes over a bitrate that was seen to arrive. */
    void raise(long bps) {
        if (bps > rate.bps()) {
            rate.set((double) bps);
        }
    }

    NetworkUsage usage() {
        return detector.usage();
    }

    /** Returns bits a second. */
    long bps() {
        return rate.bps();
    }

    /** Returns the bits a second that arrive, or -1 when unknown. */
    long acknowledgedBps() {
        return acknowledged.bps();
    }
}
