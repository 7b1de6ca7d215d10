package live.griot.edge.sfu;

import java.util.concurrent.TimeUnit;

/**
 * The timestamps of one outgoing stream: each source that joins is laid where its time of capture belongs, so that the pace stays right
 * across sources whose timestamps begin anywhere. Where that time is not known, or is absurd, its arrival has to do. Time never goes
 * back. Not thread-safe: owned by the viewer's egress loop.
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
    private long latestCaptureNanos = MediaPacket.UNKNOWN;
    private long anchorNanos = MediaPacket.UNKNOWN;
    private int anchor;

    Timeline(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Returns the outgoing timestamp at which a source joins with this packet. */
    int join(MediaPacket packet) {
        if (!started) {
            return packet.timestamp();
        }
        return notBefore(isAnchored(packet) ? anchor + ticks(packet.captureNanos() - anchorNanos) : byArrival(packet));
    }

    /** Returns the outgoing timestamp at which the source goes on that was left at these timestamps. */
    int rejoin(int timestamp) {
        return notBefore(timestamp);
    }

    private int notBefore(int timestamp) {
        int step = clockRate / STEPS_A_SECOND;
        return timestamp - latest >= step ? timestamp : latest + step;
    }

    private int byArrival(MediaPacket packet) {
        anchorNanos = MediaPacket.UNKNOWN;
        return latest + ticks(packet.arrivalNanos() - latestArrivalNanos);
    }

    private boolean isAnchored(MediaPacket packet) {
        if (anchorNanos == MediaPacket.UNKNOWN
                || latestCaptureNanos == MediaPacket.UNKNOWN
                || packet.captureNanos() == MediaPacket.UNKNOWN) {
            return false;
        }
        long captured = packet.captureNanos() - latestCaptureNanos;
        long arrived = packet.arrivalNanos() - latestArrivalNanos;
        return Math.abs(captured - arrived) < MAX_DISAGREEMENT_NANOS;
    }

    /** Notes a packet that is sent. */
    void onSent(MediaPacket packet, int timestamp) {
        if (started && timestamp - latest < 0) {
            return;
        }
        started = true;
        latest = timestamp;
        latestArrivalNanos = packet.arrivalNanos();
        latestCaptureNanos = packet.captureNanos();
        if (anchorNanos == MediaPacket.UNKNOWN && latestCaptureNanos != MediaPacket.UNKNOWN) {
            anchorNanos = latestCaptureNanos;
            anchor = timestamp;
        }
    }

    /** Returns the latest timestamp sent. */
    int latest() {
        return latest;
    }

    /** Returns whether the stream's timestamps can be told in the edge's time. */
    boolean isTimed() {
        return started && latestCaptureNanos != MediaPacket.UNKNOWN;
    }

    /** Returns the timestamp that belongs to a moment of the edge's clock; only when the stream is timed. */
    int timestampAt(long nanos) {
        return latest + ticks(nanos - latestCaptureNanos);
    }

    private int ticks(long nanos) {
        // Microseconds, for nanoseconds times a clock rate overflow after a day.
        return (int) (nanos / 1_000 * clockRate / 1_000_000);
    }
}
