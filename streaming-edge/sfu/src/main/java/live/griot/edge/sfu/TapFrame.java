package live.griot.edge.sfu;

/**
 * A whole encoded frame of a stream. H.264 comes as an access unit with start codes and the parameter sets that a decoder needs to begin
 * with it, AV1 as a temporal unit each unit of which has its size, the others as their encoders made them.
 *
 * @param firstIndex of the first packet: its sequence number without wraps, 0 or more
 * @param lastIndex of the last packet; packets without a payload count as part of the frame after or before them
 * @param timestamp in units of the codec's clock
 * @param bytes whoever gets it owns them
 * @param arrivalNanos when the packet came that made it whole, by the edge's monotonic clock
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a frame, handed on and never changed.
public record TapFrame(
        TapStream stream, long firstIndex, long lastIndex, int timestamp, byte[] bytes, long arrivalNanos) {}
