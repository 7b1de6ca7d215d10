package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;

/**
 * The timestamps of one outgoing stream: each source that joins is laid where its time of capture belongs, so that the pace stays right
 * across sources whose timestamps begin anywhere. Where that time is absurd, that of arrival has to do. Time never goes back. Not
 * thread-safe: owned by the viewer's egress loop.
 */
final class Timeline {
    /** Frames are apart by this at least, a hundredth of a second: two layers often hold the same moment. */
    private static final int STEPS_A_SECOND = 100;

    /** A time of capture that is this far from what arrivals say is not to be believed. */
    private static final long MAX_DISAGREEMENT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int clockRate;
    private boolean started;
    private int latest;
    private long latestArrivalNanos;
    private long latestCaptureNanos;
    /** One moment of the edge's time and its timestamp, on which all sources are laid. */
    private long anchorNanos;

    private int anchor;

    Timeline(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Returns where a source belongs that joins with this packet, which may be too early for {@link #notBefore}. */
    int join(MediaPacket packet) {
        if (!started) {
            anchorAt(packet, packet.timestamp());
        } else if (!isPlausible(packet)) {
            anchorAt(packet, latest + ticks(packet.arrivalNanos() - latestArrivalNanos));
        }
        return anchor + ticks(packet.captureNanos() - anchorNanos);
    }

    private void anchorAt(MediaPacket packet, int timestamp) {
        anchorNanos = packet.captureNanos();
        anchor = timestamp;
    }

    private boolean isPlausible(MediaPacket packet) {
        long captured = packet.captureNanos() - latestCaptureNanos;
        long arrived = packet.arrivalNanos() - latestArrivalNanos;
        return Math.abs(captured - arrived) < MAX_DISAGREEMENT_NANOS;
    }

    /** Returns that timestamp, or the first one that may follow what was sent. */
    int notBefore(int timestamp) {
        return !started || timestamp - latest >= leastStep() ? timestamp : latest + leastStep();
    }

    /** Returns the least by which one frame follows another. */
    int leastStep() {
        return clockRate / STEPS_A_SECOND;
    }

    /** Notes a packet that is sent, or left out: what was lost before it may still be sent, and no source joins before that. */
    void onPacket(MediaPacket packet, int timestamp) {
        if (started && timestamp - latest < 0) {
            return;
        }
        started = true;
        latest = timestamp;
        latestArrivalNanos = packet.arrivalNanos();
        latestCaptureNanos = packet.captureNanos();
    }

    /** Returns the latest timestamp sent. */
    int latest() {
        return latest;
    }

    /** Returns whether anything was sent. */
    boolean isStarted() {
        return started;
    }

    /** Returns the timestamp that belongs to a moment of the edge's clock; only when the stream has started. */
    int timestampAt(long nanos) {
        return latest + ticks(nanos - latestCaptureNanos);
    }

    private int ticks(long nanos) {
        // Microseconds, for nanoseconds times a clock rate overflow after a day.
        return (int) (nanos / 1_000 * clockRate / 1_000_000);
    }
}
