package live.griot.edge.telemetry;

import java.time.Duration;
import java.util.List;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.StreamStatistics;

/**
 * What the streams of one kind add up to, in one session, of one loop, or in all. Immutable, so that one loop may tell it and any thread
 * look it up.
 *
 * @param streams how many flow, by layer
 * @param packets those that the last reports were about
 * @param lost how many of them were missing
 * @param jitterNanos the sum over {@code jitters} streams
 * @param roundTripNanos the sum over {@code roundTrips} streams
 */
public record StreamTotals(
        List<Integer> streams,
        long bitrateBps,
        double packets,
        double lost,
        long jitterNanos,
        int jitters,
        long roundTripNanos,
        int roundTrips) {
    /** Copies the list. */
    public StreamTotals {
        streams = List.copyOf(streams);
    }

    StreamStatistics statistics(StreamKind kind, long nacks, long keyFrameRequests) {
        return new StreamStatistics(
                kind,
                streams,
                bitrateBps,
                packets == 0 ? 0 : Math.clamp(lost / packets, 0, 1),
                Duration.ofNanos(jitters == 0 ? 0 : jitterNanos / jitters),
                Duration.ofNanos(roundTrips == 0 ? 0 : roundTripNanos / roundTrips),
                nacks,
                keyFrameRequests);
    }
}
