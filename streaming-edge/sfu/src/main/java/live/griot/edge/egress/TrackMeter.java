package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;
import live.griot.edge.telemetry.StreamSample;
import org.jspecify.annotations.Nullable;

/**
 * Measures one track from time to time, by what is counted of it anyway and by what the viewer reports. Not thread-safe: owned by the
 * viewer's egress loop. RFC 3550, section 6.4.1.
 */
final class TrackMeter {
    /** A report tells the lost share in 256ths. */
    private static final double WHOLE = 256;

    private boolean started;
    private boolean reported;
    private long sampledNanos;
    private int packetsBefore;
    private int octetsBefore;
    private int fractionLost;
    private int jitter;

    /** Notes how the stream arrives: the lost share in 256ths, the jitter in units of the codec's clock. */
    void onReportBlock(int lost, int jitterTicks) {
        reported = true;
        fractionLost = lost;
        jitter = jitterTicks;
    }

    /**
     * Returns what was measured of a track's subscription since the last time; null the first time, and where nothing was sent since.
     *
     * @param layer which size is sent, -1 while none is
     */
    @Nullable
    StreamSample sample(Subscription subscription, int layer, long roundTripNanos, long nowNanos) {
        // Both wrap, and so do the differences.
        int packets = subscription.packetsSent() - packetsBefore;
        int octets = subscription.octetsSent() - octetsBefore;
        long tookNanos = nowNanos - sampledNanos;
        boolean flows = started && packets > 0 && layer >= 0;
        started = true;
        sampledNanos = nowNanos;
        packetsBefore += packets;
        octetsBefore += octets;
        if (!flows) {
            return null;
        }
        long bitrateBps = Integer.toUnsignedLong(octets) * Byte.SIZE * TimeUnit.SECONDS.toNanos(1) / tookNanos;
        long clockRate = subscription.outgoing().clockRate();
        return new StreamSample(
                layer,
                bitrateBps,
                reported ? packets : 0,
                packets * (fractionLost / WHOLE),
                Integer.toUnsignedLong(jitter) * TimeUnit.SECONDS.toNanos(1) / clockRate,
                roundTripNanos);
    }
}
