package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * The bitrate that the delay allows: packets are gathered into groups, the trend of their delay tells whether the path is overused, and
 * the estimate follows (draft-ietf-rmcat-gcc-02, section 5). A trend alone is not believed: where nothing stands in a queue it was
 * jitter, and the estimate holds. Not thread-safe.
 */
final class DelayBasedControl {
    private static final double NANOS_A_MILLI = 1e6;
    /** How much the estimate loses when nothing is heard for a while. */
    private static final double SILENCE = 0.8;
    /** The queue that is believed to be one, and how much longer it must be than the jitter. */
    private static final long MIN_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private static final long MAX_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long QUEUE_TO_JITTER = 4;
    /** A queue of such a length is felt in a conversation, so for a while less is sent until it is short. */
    private static final long LONG_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long SHORT_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final double DRAIN = 0.6;
    /** As in RFC 3550, section 6.4.1. */
    private static final double JITTER_GAIN = 1 / 16d;

    private final PacketGroups groups = new PacketGroups();
    private final TrendlineFilter trend = new TrendlineFilter();
    private final OveruseDetector detector = new OveruseDetector();
    private final QueueDelay queue = new QueueDelay();
    private final AcknowledgedBitrate acknowledged = new AcknowledgedBitrate();
    private final AimdRateControl rate;
    private NetworkUsage usage = NetworkUsage.NORMAL;
    private boolean suspected;
    private boolean queued;
    private boolean draining;
    private long drainUntil;
    private double jitterNanos;
    private double sentToArrive = 1;

    DelayBasedControl(BandwidthEstimator.Configuration limits, long nowNanos) {
        rate = new AimdRateControl(limits, nowNanos);
    }

    /** Takes in a packet that arrived; they come in the order in which they were sent. */
    void onReceived(int bytes, long sentNanos, long arrivalNanos) {
        acknowledged.onReceived(bytes, arrivalNanos);
        queue.onReceived(sentNanos, arrivalNanos);
        if (groups.add(sentNanos, arrivalNanos)) {
            long sendDelta = groups.sendDeltaNanos();
            double gained = groups.arrivalDeltaNanos() - sendDelta;
            jitterNanos += JITTER_GAIN * (Math.abs(gained) - jitterNanos);
            trend.add(gained / NANOS_A_MILLI, groups.arrivalNanos());
            suspected |= detector.update(trend.slope(), trend.count(), sendDelta, groups.arrivalNanos())
                    == NetworkUsage.OVERUSE;
        }
    }

    /** Judges what came since the last judgement. {@code ownLoss} is the share that the path loses whatever is sent. */
    void update(double ownLoss, long roundTripNanos, long nowNanos) {
        sentToArrive = 1 / (1 - ownLoss);
        long standing = queue.standingNanos();
        queued = standing >= Math.clamp(QUEUE_TO_JITTER * jitterNanos(), MIN_QUEUE_NANOS, MAX_QUEUE_NANOS);
        usage = detector.usage();
        if (suspected || usage == NetworkUsage.OVERUSE) {
            usage = queued ? NetworkUsage.OVERUSE : NetworkUsage.UNDERUSE;
        }
        suspected = detector.usage() == NetworkUsage.OVERUSE;
        boolean isLong = standing >= LONG_QUEUE_NANOS;
        rate.update(usage, carriedBps(isLong), roundTripNanos, nowNanos);
        if (isLong && usage == NetworkUsage.OVERUSE) {
            draining = true;
            drainUntil = nowNanos + DRAIN_NANOS;
        }
        draining &= standing >= SHORT_QUEUE_NANOS && nowNanos < drainUntil;
    }

    /**
     * Returns what must be sent for as much to arrive as does, or -1. The bitrate behind a queue that never was empty is that of the path,
     * and known without smoothing.
     */
    private long carriedBps(boolean isQueueLong) {
        long bps = isQueueLong ? Math.min(acknowledged.bps(), acknowledged.latestBps()) : acknowledged.bps();
        return bps < 0 ? bps : Math.round(bps * sentToArrive);
    }

    /** Returns whether packets stand in a queue on the way, longer than jitter explains. */
    boolean isQueued() {
        return queued;
    }

    /** Returns the share of the estimate that should be used: less than all while a queue that built up is to empty. */
    double headroom() {
        return draining ? DRAIN : 1;
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

    /** Takes back what was seen not to arrive, as far as it was not in use. */
    void withdraw(long toBps) {
        rate.withdraw(toBps, carriedBps(false));
    }

    /** Returns what the path was judged to be last. */
    NetworkUsage usage() {
        return usage;
    }

    /** Returns how much the delay of a group differs from that of the one before, on average. */
    long jitterNanos() {
        return Math.round(jitterNanos);
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
