package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.BandwidthEstimator;
import live.griot.edge.congestion.BitrateAllocator;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.congestion.RoundTripTimes;
import org.jspecify.annotations.Nullable;

/**
 * What the path to one viewer carries, and how that is divided among what they get. Who gives no transport-wide feedback cannot be judged,
 * and gets what is wished. Not thread-safe: owned by the viewer's egress loop; time comes in.
 */
final class ViewerBandwidth {
    private static final long ALLOCATE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** Stands for a path that nothing is known of; the allocator multiplies it. */
    private static final long UNLIMITED_BPS = Long.MAX_VALUE / 16;

    private final BitrateAllocator allocator = new BitrateAllocator();
    private final RoundTripTimes roundTrips = new RoundTripTimes();
    private @Nullable BandwidthEstimator estimator;
    private long reportedRoundTripNanos;
    private boolean changed = true;
    private long allocatedNanos;

    /** Adds what a track asks for; {@code numbered} says whether its packets carry transport-wide sequence numbers. */
    void add(LayerSelector layers, boolean numbered, long nowNanos) {
        allocator.add(layers.allocation());
        if (numbered && estimator == null) {
            estimator = new BandwidthEstimator(BandwidthEstimator.Configuration.DEFAULT, nowNanos);
        }
        changed = true;
    }

    /** Removes what a track asked for. */
    void remove(LayerSelector layers) {
        allocator.remove(layers.allocation());
        changed = true;
    }

    /** Notes that what is asked for changed, so that it is divided anew soon. */
    void changed() {
        changed = true;
    }

    /** Returns whether it is time to divide anew. */
    boolean isDue(long nowNanos) {
        return changed || nowNanos - allocatedNanos >= ALLOCATE_NANOS;
    }

    /** Divides what the path carries now. */
    void allocate(long nowNanos) {
        changed = false;
        allocatedNanos = nowNanos;
        if (estimator == null) {
            allocator.allocate(UNLIMITED_BPS, UNLIMITED_BPS, true, nowNanos);
        } else {
            allocator.allocate(
                    estimator.mediaBps(), estimator.toleratedBps(nowNanos), estimator.isEstablished(), nowNanos);
            estimator.wish(allocator.nextStepBps(), allocator.wishedBps());
        }
    }

    /** Lets time pass; returns the bytes that a probe wants to have sent now, or 0. */
    int tick(long nowNanos) {
        if (estimator == null) {
            return 0;
        }
        estimator.tick(nowNanos);
        return estimator.paddingDue(nowNanos);
    }

    /** Returns the bytes that a probe wants to have sent now, or 0. */
    int paddingDue(long nowNanos) {
        return estimator == null ? 0 : estimator.paddingDue(nowNanos);
    }

    /** Returns whether a probe goes on, so that it must be asked for padding often. */
    boolean isProbing() {
        return estimator != null && estimator.isProbing();
    }

    /** Returns the transport-wide sequence number of a datagram that is being sent. */
    int number(int bytes, long nowNanos) {
        return estimator == null ? 0 : estimator.onSending(bytes, nowNanos);
    }

    /** Takes in transport-wide feedback; returns false when it is malformed. */
    boolean onFeedback(byte[] bytes, int offset, int length, long nowNanos) {
        return estimator == null || estimator.onFeedback(bytes, offset, length, nowNanos);
    }

    /** Notes a sender report that is being sent. */
    void onSenderReport(int ssrc, long ntpTime, long nowNanos) {
        roundTrips.onSenderReport(ssrc, ntpTime, nowNanos);
    }

    /** Takes in one block of a receiver report. */
    void onReportBlock(int ssrc, int lastSenderReport, int delaySinceLast, long nowNanos) {
        long roundTrip = roundTrips.onReportBlock(ssrc, lastSenderReport, delaySinceLast, nowNanos);
        if (roundTrip == RoundTripTimes.UNKNOWN) {
            return;
        }
        reportedRoundTripNanos = roundTrip;
        if (estimator != null) {
            estimator.onRoundTrip(roundTrip);
        }
    }

    /** Returns the round trip in nanoseconds, 0 while it is not known. */
    long roundTripNanos() {
        return estimator == null || !estimator.isEstablished() ? 0 : estimator.roundTripNanos();
    }

    /** Returns the round trip as the last receiver report tells it, also of who gives no feedback; 0 while none did. */
    long reportedRoundTripNanos() {
        return reportedRoundTripNanos;
    }

    /** Returns what the path carries, as far as it was judged, in bit/s; 0 while it was not. */
    long estimateBps() {
        return estimator == null || !estimator.isEstablished() ? 0 : estimator.mediaBps();
    }

    /** Returns what is seen of the connection now, or null when nothing is; not for how long it was silent. */
    ConnectionQualityMeter.@Nullable Sample sample() {
        if (estimator == null || !estimator.isEstablished()) {
            return null;
        }
        return new ConnectionQualityMeter.Sample(
                estimator.lossShare(),
                estimator.roundTripNanos(),
                estimator.jitterNanos(),
                allocator.satisfaction(),
                0);
    }
}
