package live.griot.edge.congestion;

import java.util.concurrent.TimeUnit;

/**
 * Spreads one probe over time: says how many bytes should leave now so that all that is sent, media included, keeps the probe's bitrate,
 * until enough was sent to measure. Not thread-safe.
 */
final class ProbePacer {
    /** How often it wants to be asked while a probe goes on. */
    static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Fewer packets say little, as libwebrtc found. */
    static final int MIN_PACKETS = 5;

    /** Long enough that what one wake-up sends at once matters little; longer where the path's jitter would hide the answer. */
    private static final long MIN_DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private static final long MAX_DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long DURATION_TO_JITTER = 5;
    /** A probe that cannot be sent in this time (a full socket, nothing to send) is given up. */
    private static final long GIVE_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long BIT_NANOS_A_BYTE = 8 * TimeUnit.SECONDS.toNanos(1);

    private int id;
    private long bps;
    private long durationNanos;
    private boolean sending;
    private long startedNanos;
    private int packets;
    private long bytes;

    /** Begins a probe, in place of any other. */
    void begin(int newId, long atBps, long jitterNanos, long nowNanos) {
        durationNanos = Math.clamp(DURATION_TO_JITTER * jitterNanos, MIN_DURATION_NANOS, MAX_DURATION_NANOS);
        id = newId;
        bps = atBps;
        sending = true;
        startedNanos = nowNanos;
        packets = 0;
        bytes = 0;
    }

    /** Notes a packet that is being sent; returns the probe that it belongs to, or {@link SentPackets#NO_PROBE}. */
    int onSending(int size) {
        if (!sending) {
            return SentPackets.NO_PROBE;
        }
        packets++;
        bytes += size;
        return id;
    }

    /** Returns the bytes that should leave now beside the media, or 0. */
    int due(long nowNanos) {
        endIfDone(nowNanos);
        return sending ? (int) Math.max(0, bytesIn(nowNanos - startedNanos + STEP_NANOS) - bytes) : 0;
    }

    /** Ends the probe when it is complete or takes too long. */
    void endIfDone(long nowNanos) {
        long elapsed = nowNanos - startedNanos;
        boolean complete = elapsed >= durationNanos && bytes >= bytesIn(durationNanos) && packets >= MIN_PACKETS;
        sending &= !complete && elapsed <= GIVE_UP_NANOS;
    }

    private long bytesIn(long nanos) {
        return bps * (nanos / 1_000) / (BIT_NANOS_A_BYTE / 1_000);
    }

    boolean isSending() {
        return sending;
    }

    /** Returns the packets that the probe had. */
    int packets() {
        return packets;
    }
}
