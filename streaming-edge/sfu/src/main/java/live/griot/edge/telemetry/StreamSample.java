package live.griot.edge.telemetry;

/**
 * What was measured of one stream that flows.
 *
 * @param layer which size it is, from 0 for the smallest
 * @param packets those that its last reports were about, 0 where none came
 * @param lost how many of them were missing
 * @param jitterNanos of arrival (RFC 3550, section 6.4.1); means nothing without packets
 * @param roundTripNanos to whoever is on the other side, 0 where that is not known
 */
public record StreamSample(
        int layer, long bitrateBps, double packets, double lost, long jitterNanos, long roundTripNanos) {}
