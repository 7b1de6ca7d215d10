package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;

/**
 * Spreads key frames and other bursts towards one viewer, so that a home router's short queue does not drop them: at once leaves what the
 * path carries in a moment, the rest at twice the rate that it carries, all of it within 40 ms. Whoever is near, on the same machine or
 * network, is not slowed. Not thread-safe: owned by the viewer's egress loop; time comes in.
 */
final class ViewerPacer {
    /** What the path carries in this time leaves at once: a frame as most are. */
    static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** Even a slow path's queue holds so many bytes, and to wait on one would delay what is small anyway. */
    static final int LEAST_BURST = 10_000;

    /** What flows on a path that carries less is small, and waiting on it would be taken for a queue. */
    static final long LEAST_BPS = 600_000;

    /** How long a packet may wait: a picture that is held for longer is worse than one of which something is sent again. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** Whoever answers this quickly is on the same machine or network. */
    static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    /** Faster than the path carries on average, for a burst is followed by less. */
    private static final int HASTE = 2;

    private static final double BYTES_A_NANO = 1.0 / 8 / TimeUnit.SECONDS.toNanos(1);

    private double bytesPerNano;
    private double tokens;
    private double most;
    private long earnedNanos;
    private boolean paces;

    /**
     * Learns what the path is like.
     *
     * @param estimateBps what it carries, 0 while that is not known: then nothing is held back
     */
    void adapt(long estimateBps, long roundTripNanos, long nowNanos) {
        boolean slow = estimateBps >= LEAST_BPS && roundTripNanos >= NEAR_NANOS;
        bytesPerNano = estimateBps * BYTES_A_NANO;
        most = Math.max(LEAST_BURST, bytesPerNano * BURST_NANOS);
        if (slow && !paces) {
            tokens = most;
            earnedNanos = nowNanos;
        }
        paces = slow;
    }

    /** Returns whether a packet may leave now; if so it is counted. */
    boolean take(int bytes, long nowNanos) {
        if (!paces) {
            return true;
        }
        tokens = Math.min(most, tokens + (nowNanos - earnedNanos) * bytesPerNano * HASTE);
        earnedNanos = nowNanos;
        if (tokens < 0) {
            return false;
        }
        tokens -= bytes;
        return true;
    }

    /** Counts a packet that leaves whatever its size: sound, and what is sent again. */
    void count(int bytes) {
        if (paces) {
            tokens -= bytes;
        }
    }
}
