package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * The bitrate that the delay allows: it rises while the path is not overused (by a share where its capacity is unknown, by about a
 * packet in a round trip near where it was overused before), holds while a queue empties, and falls below what arrives when the path is
 * overused. Not thread-safe. draft-ietf-rmcat-gcc-02, section 5.5.
 */
final class AimdRateControl {
    /** The draft's beta. */
    private static final double DECREASE = 0.85;
    /** The draft's eta, a second. */
    private static final double INCREASE = 1.08;
    /**
     * By itself the estimate rises to this many times what arrives, for more was not tried. The draft has 1.5; but what we send goes in
     * steps, so most of the time it is less than the estimate, and a step that was not tried is better probed for.
     */
    private static final double MAX_ABOVE_ACKNOWLEDGED = 1.2;

    private static final long ABOVE_ACKNOWLEDGED_BPS = 10_000;
    /** Of the packets that a near-maximum increase is counted in, and of how often frames come. */
    private static final double PACKET_BITS = 8 * 1_200;

    private static final double FRAMES_A_SECOND = 30;
    private static final double MIN_ADDITION_BPS = 4_000;
    private static final long RESPONSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MIN_DECREASE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MAX_DECREASE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        INCREASE,
        HOLD
    }

    private final LinkCapacity capacity = new LinkCapacity();
    private final double minBps;
    private final double maxBps;
    private State state = State.INCREASE;
    private double estimateBps;
    private long changedNanos;
    private long decreasedNanos;
    private boolean decreased;

    AimdRateControl(BandwidthEstimator.Configuration limits, long nowNanos) {
        this.estimateBps = limits.startBps();
        this.minBps = limits.minBps();
        this.maxBps = limits.maxBps();
        this.changedNanos = nowNanos;
    }

    /**
     * Takes in what the path is found to be.
     *
     * @param acknowledgedBps what arrives, or -1 when unknown
     * @param roundTripNanos above 0
     */
    void update(NetworkUsage usage, long acknowledgedBps, long roundTripNanos, long nowNanos) {
        switch (usage) {
            case OVERUSE -> {
                if (mayDecrease(acknowledgedBps, roundTripNanos, nowNanos)) {
                    decrease(acknowledgedBps, nowNanos);
                }
                state = State.HOLD;
            }
            case UNDERUSE -> state = State.HOLD;
            case NORMAL -> {
                if (state == State.INCREASE) {
                    increase(acknowledgedBps, roundTripNanos, nowNanos);
                }
                state = State.INCREASE;
            }
        }
        changedNanos = nowNanos;
    }

    private boolean mayDecrease(long acknowledgedBps, long roundTripNanos, long nowNanos) {
        long interval = Math.clamp(roundTripNanos, MIN_DECREASE_INTERVAL_NANOS, MAX_DECREASE_INTERVAL_NANOS);
        return !decreased
                || nowNanos - decreasedNanos >= interval
                || (acknowledgedBps >= 0 && acknowledgedBps < estimateBps / 2);
    }

    private void decrease(long acknowledgedBps, long nowNanos) {
        double reference = acknowledgedBps >= 0 ? acknowledgedBps : estimateBps;
        double lower = DECREASE * reference;
        if (lower > estimateBps && capacity.isKnown()) {
            // More arrived than the estimate: what came in is an old queue.
            lower = DECREASE * capacity.meanBps();
        }
        if (acknowledgedBps >= 0) {
            if (capacity.isFarAbove(acknowledgedBps)) {
                capacity.forget();
            }
            capacity.onOveruse(acknowledgedBps);
        }
        set(Math.min(lower, estimateBps));
        decreased = true;
        decreasedNanos = nowNanos;
    }

    private void increase(long acknowledgedBps, long roundTripNanos, long nowNanos) {
        if (acknowledgedBps >= 0 && capacity.isFarBelow(acknowledgedBps)) {
            capacity.forget();
        }
        double seconds = (double) Math.min(SECOND_NANOS, nowNanos - changedNanos) / SECOND_NANOS;
        double higher = capacity.isKnown()
                ? estimateBps + seconds * additionBps(roundTripNanos)
                : Math.max(estimateBps * Math.pow(INCREASE, seconds), estimateBps + seconds * 1_000);
        // What arrived for a while is known to be carried, though it came before the estimate allowed it (at the
        // start).
        double carriedBps = decreased && nowNanos - decreasedNanos < SECOND_NANOS ? 0 : acknowledgedBps;
        set(Math.max(Math.max(estimateBps, carriedBps), Math.min(higher, limitBps(acknowledgedBps))));
    }

    private double limitBps(long acknowledgedBps) {
        return acknowledgedBps < 0 ? estimateBps : MAX_ABOVE_ACKNOWLEDGED * acknowledgedBps + ABOVE_ACKNOWLEDGED_BPS;
    }

    /** Takes back what was probed for and did not arrive, but not what may be in use. */
    void withdraw(long toBps, long acknowledgedBps) {
        set(Math.min(estimateBps, Math.max((double) toBps, limitBps(acknowledgedBps))));
    }

    /** About a packet in each response time, in bits a second each second. */
    private double additionBps(long roundTripNanos) {
        double frameBits = estimateBps / FRAMES_A_SECOND;
        double packets = Math.ceil(frameBits / PACKET_BITS);
        double response = (double) (roundTripNanos + RESPONSE_NANOS) / SECOND_NANOS;
        return Math.max(MIN_ADDITION_BPS, frameBits / packets / response);
    }

    /** Takes over a bitrate that is known from elsewhere. */
    void set(double bps) {
        estimateBps = Math.clamp(bps, minBps, maxBps);
    }

    /** Returns bits a second. */
    long bps() {
        return Math.round(estimateBps);
    }
}
