package live.griot.edge.egress;

import java.nio.ByteBuffer;

/**
 * What a simulated encoder writes into its packets in place of a picture, so that a simulated receiver can tell whether what it decodes
 * is what was encoded.
 *
 * @param encoder which encoder it was
 * @param frame counts its frames from 0
 * @param packet counts the frame's packets from 0
 * @param packets how many the frame has
 * @param captureNanos when it was captured, by the simulation's clock
 * @param references the frames of the same encoder that are needed to decode it
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed.
public record Truth(
        int encoder, int frame, int packet, int packets, boolean keyFrame, long captureNanos, int... references) {
    private static final int FIXED = 2 + 4 + 1 + 1 + 1 + 8 + 1;

    public byte[] bytes(int padding) {
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + 4 * references.length + padding)
                .putShort((short) encoder)
                .putInt(frame)
                .put((byte) packet)
                .put((byte) packets)
                .put((byte) (keyFrame ? 1 : 0))
                .putLong(captureNanos)
                .put((byte) references.length);
        for (int reference : references) {
            buffer.putInt(reference);
        }
        return buffer.array();
    }

    public static Truth read(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, bytes.length - at);
        int encoder = buffer.getShort();
        int frame = buffer.getInt();
        int packet = buffer.get();
        int packets = buffer.get();
        boolean keyFrame = buffer.get() != 0;
        long captureNanos = buffer.getLong();
        int[] references = new int[buffer.get()];
        for (int i = 0; i < references.length; i++) {
            references[i] = buffer.getInt();
        }
        return new Truth(encoder, frame, packet, packets, keyFrame, captureNanos, references);
    }
}
