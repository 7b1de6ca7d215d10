package live.griot.api.tap;

/**
 * A whole frame as it arrived, put together from its packets. Whether it is a key frame, its bytes say.
 *
 * <p>Frames may come out of order; the indices tell where each belongs and what is missing. They are RTP sequence numbers without their
 * wraps. Packets that carry nothing, padding say, count as part of the frame before or after them.
 *
 * @param firstIndex of the first packet, 0 or more
 * @param lastIndex of the last packet; the frame that follows begins with the index after it
 * @param timestamp as RTP has it, in units of the codec's clock
 * @param bytes as {@link FrameCodec} says; taken over, not to be changed any more
 * @param arrivalNanos when the packet came that made it whole, by the monotonic clock
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a frame, handed on and never changed.
public record EncodedFrame(
        StreamId stream,
        FrameCodec codec,
        long firstIndex,
        long lastIndex,
        int timestamp,
        byte[] bytes,
        long arrivalNanos) {
    public EncodedFrame {
        if (firstIndex < 0 || lastIndex < firstIndex) {
            throw new IllegalArgumentException("No frame has packets %d to %d".formatted(firstIndex, lastIndex));
        }
    }
}
