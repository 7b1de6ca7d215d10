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

    /** Long enough that what one wake-up sends at once matters little. */
    private static final long DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    /** A probe that cannot be sent in this time (a full socket, nothing to send) is given up. */
    private static final long MAX_DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long BIT_NANOS_A_BYTE = 8 * TimeUnit.SECONDS.toNanos(1);

    private int id;
    private long bps;
    private boolean sending;
    private long startedNanos;
    private int packets;
    private long bytes;

    /** Begins a probe, in place of any other. */
    void begin(int newId, long atBps, long nowNanos) {
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

    /** Returns the bytes that should leave now beside the media, or 0; ends the probe when it is complete or takes too long. */
    int due(long nowNanos) {
        if (!sending) {
            return 0;
        }
        long elapsed = nowNanos - startedNanos;
        boolean complete = elapsed >= DURATION_NANOS && bytes >= bytesIn(DURATION_NANOS) && packets >= MIN_PACKETS;
        if (complete || elapsed > MAX_DURATION_NANOS) {
            sending = false;
            return 0;
        }
        return (int) Math.max(0, bytesIn(elapsed + STEP_NANOS) - bytes);
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
