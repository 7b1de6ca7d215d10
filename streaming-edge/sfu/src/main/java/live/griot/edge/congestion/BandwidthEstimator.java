package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Estimates the bitrate that the path to one viewer carries, from transport-wide feedback: Google congestion control, the lesser of what
 * the delay and what the loss allow (draft-ietf-rmcat-gcc-02), with probes to climb. Time comes in, in nanoseconds of one monotonic
 * clock. Not thread-safe: owned by the viewer's egress loop.
 *
 * <p>How the loop uses it:
 *
 * <ul>
 *   <li>Everything that is sent with the transport-wide extension, retransmissions and padding too, gets its number from
 *       {@link #onSending}, just before it is sealed.
 *   <li>Feedback goes to {@link #onFeedback}, round trips ({@link RoundTripTimes}) to {@link #onRoundTrip}.
 *   <li>Every 20 ms or so {@link #tick}; then {@link #mediaBps} goes to the {@link BitrateAllocator}, and what that wishes to
 *       {@link #wish}. Without a wish there are no probes.
 *   <li>At each tick, and every {@link #PROBE_STEP_NANOS} while {@link #isProbing}, send padding as long as {@link #paddingDue} is above
 *       0; a packet may be larger than what is due.
 * </ul>
 */
public final class BandwidthEstimator {
    /** How often to ask for padding while a probe goes on. */
    public static final long PROBE_STEP_NANOS = ProbePacer.STEP_NANOS;

    /** Stands for a round trip that nothing is known of yet. */
    private static final long ASSUMED_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** For so long after a fall the estimate is what the path carries, and no more. */
    private static final long RESTRAINT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** What a source sends may grow to so many times what is known to be carried, before anybody has tried that. */
    private static final int TOLERANCE = 2;

    /** After so long the first probes have shown what they can. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SentPackets sent = new SentPackets();
    private final TransportFeedbackReader reader = new TransportFeedbackReader();
    private final DelayBasedControl delay;
    private final LossBasedControl loss;
    private final Prober prober;
    private final FeedbackDigest digest;
    private final FeedbackWatch watch;
    private long roundTripNanos = -1;
    private long estimateBps;
    private boolean established;
    private long restrainedUntil;

    /**
     * Limits of the estimate, in bits a second.
     *
     * @param startBps assumed until something is known
     * @param minBps above 0
     * @param maxBps no more is ever probed for
     */
    public record Configuration(long startBps, long minBps, long maxBps) {
        /** Enough for sound and the lowest layers at the start; a picture of the best quality for each of a full stage at most. */
        public static final Configuration DEFAULT = new Configuration(600_000, 50_000, 30_000_000);

        /** Refuses limits that contradict each other. */
        public Configuration {
            if (minBps <= 0 || startBps < minBps || maxBps < startBps) {
                throw new IllegalArgumentException("0 < minimum <= start <= maximum");
            }
        }
    }

    /** Begins at that moment. */
    public BandwidthEstimator(Configuration configuration, long nowNanos) {
        this.estimateBps = configuration.startBps();
        this.delay = new DelayBasedControl(configuration, nowNanos);
        this.loss = new LossBasedControl(configuration, nowNanos);
        this.prober = new Prober(configuration.maxBps(), nowNanos);
        this.digest = new FeedbackDigest(sent, delay, prober);
        this.watch = new FeedbackWatch(nowNanos);
        this.restrainedUntil = nowNanos;
    }

    /**
     * Notes a packet that is being sent and returns its transport-wide sequence number, of 16 bits.
     *
     * @param bytes of the datagram, 1 to 65,535; what a layer's bitrate is measured in should be counted alike
     */
    public int onSending(int bytes, long nowNanos) {
        watch.onSending(nowNanos);
        return sent.add(bytes, prober.onSending(bytes), nowNanos);
    }

    /** Takes in the body of transport-wide feedback (see {@link TransportFeedbackReader}); returns false when it is malformed. */
    public boolean onFeedback(byte[] bytes, int offset, int length, long nowNanos) {
        int count = TransportFeedbackReader.feedbackCount(bytes, offset, length);
        if (watch.isGapBefore(count)) {
            delay.onLostFeedback();
        }
        digest.begin();
        if (!reader.read(bytes, offset, length, digest)) {
            return false;
        }
        watch.onFeedback(count, nowNanos);
        established |= watch.heardFor(nowNanos) >= START_NANOS;
        if (roundTripNanos < 0 && digest.received() > 0) {
            roundTripNanos = Math.max(1, nowNanos - digest.lastSentNanos());
        }
        delay.update(loss.ownShare(), roundTripNanos(), nowNanos);
        loss.onFeedback(digest.received(), digest.missing(), digest.bytes(), digest.lastSentNanos());
        loss.update(delay.bps(), delay.isQueued(), roundTripNanos(), nowNanos);
        combine(nowNanos);
        takeProbeResult(nowNanos);
        return true;
    }

    /** Takes in a round trip, from receiver reports: above 0. */
    public void onRoundTrip(long nanos) {
        roundTripNanos = roundTripNanos < 0 ? nanos : roundTripNanos + (nanos - roundTripNanos) / 8;
    }

    /** Lets time pass: what is sent and never told of lowers the estimate, a probe without a result ends, a due one begins. */
    public void tick(long nowNanos) {
        if (watch.isSilent(roundTripNanos(), nowNanos)) {
            delay.onSilence();
            combine(nowNanos);
        }
        takeProbeResult(nowNanos);
        if (watch.isAnswered(nowNanos) && delay.headroom() == 1 && !loss.isOnTrial()) {
            prober.begin(estimateBps, delay.usage(), delay.jitterNanos(), nowNanos);
        }
    }

    private void takeProbeResult(long nowNanos) {
        long result = prober.result(loss.ownShare(), roundTripNanos(), nowNanos);
        if (result > estimateBps) {
            delay.raise(result);
            loss.raise(result);
        } else if (result != ProbeMeter.NO_RESULT && prober.isSaturated()) {
            delay.withdraw(result);
        }
        // Not a fall that should be probed after: a probe has just shown it.
        estimateBps = Math.min(delay.bps(), loss.bps());
    }

    private void combine(long nowNanos) {
        long before = estimateBps;
        estimateBps = Math.min(delay.bps(), loss.bps());
        if (estimateBps < before) {
            established = true;
            restrainedUntil = nowNanos + RESTRAINT_NANOS;
            prober.onFall(nowNanos);
        }
    }

    /**
     * Says what media is wished beyond what is sent, so that it is probed for.
     *
     * @param nextStepBps with which one more step up could be sent
     * @param wishedBps with which everything wished could be sent
     */
    public void wish(long nextStepBps, long wishedBps) {
        double arriving = 1 - loss.share();
        prober.wish(Math.round(nextStepBps / arriving), Math.round(wishedBps / arriving));
    }

    /** Returns the bytes of padding that a probe wants to leave now, or 0. */
    public int paddingDue(long nowNanos) {
        return prober.paddingDue(nowNanos);
    }

    /** Returns whether a probe is being sent, so that padding must be asked for often. */
    public boolean isProbing() {
        return prober.isSending();
    }

    /** Returns the bits a second that may be sent, padding and retransmissions included. */
    public long estimateBps() {
        return estimateBps;
    }

    /**
     * Returns the bits a second of media that should be sent: what is lost of it is sent once more, and needs room too; and a long queue
     * that built up on the path is given some seconds to empty.
     */
    public long mediaBps() {
        return Math.round(estimateBps * delay.headroom() * (1 - loss.share()));
    }

    /**
     * Returns the bits a second up to which media that is being sent should go on. The estimate is what was tried; a source that sends
     * more than before tries more. That is found out as any other attempt is: it goes on until the path shows that it does not carry
     * it. Where it has shown that, {@link #mediaBps}.
     */
    public long toleratedBps(long nowNanos) {
        boolean restrained = nowNanos - restrainedUntil < 0 || delay.headroom() < 1 || loss.bps() < delay.bps();
        return restrained ? mediaBps() : TOLERANCE * mediaBps();
    }

    /**
     * Returns whether the estimate is known from feedback: some seconds of it, or a first sign that the path carries no more. Before, it
     * is where the estimate starts and what first probes made of it.
     */
    public boolean isEstablished() {
        return established;
    }

    /** Returns the bits a second that arrive, or -1 when unknown. */
    public long acknowledgedBps() {
        return delay.acknowledgedBps();
    }

    /** Returns the share of packets that was lost of late, 0 to 0.9. */
    public double lossShare() {
        return loss.share();
    }

    /** Returns how much the delay differs from one moment to the next, on average. */
    public long jitterNanos() {
        return delay.jitterNanos();
    }

    /** Returns the round trip, smoothed; before any is known an assumed one. */
    public long roundTripNanos() {
        return roundTripNanos < 0 ? ASSUMED_ROUND_TRIP_NANOS : roundTripNanos;
    }
}
