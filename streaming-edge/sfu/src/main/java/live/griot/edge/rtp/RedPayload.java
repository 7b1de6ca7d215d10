package live.griot.edge.rtp;

/** Redundant audio (RFC 2198): earlier packets' sound before that of the packet itself. */
public final class RedPayload {
    private static final int MORE_BLOCKS = 0x80;
    private static final int BLOCK_HEADER = 4;
    private static final int PAYLOAD_TYPE = 0x7F;

    private RedPayload() {}

    /**
     * Returns where in the array the sound of the packet itself begins, which goes on to the end; -1 when the payload makes no sense.
     */
    public static int primaryOffset(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        int before = 0;
        while (at < end && (bytes[at] & MORE_BLOCKS) != 0) {
            if (at + BLOCK_HEADER > end) {
                return -1;
            }
            before += Bytes.u16(bytes, at + 2) & 0x3FF;
            at += BLOCK_HEADER;
        }
        int primary = at + 1 + before;
        return at < end && primary <= end ? primary : -1;
    }

    /**
     * Says of every block that it is of that payload type, 0 to 127, as whoever gets it knows their codec. Only for what makes sense.
     */
    public static void relabel(byte[] bytes, int offset, int payloadType) {
        int at = offset;
        while ((bytes[at] & MORE_BLOCKS) != 0) {
            bytes[at] = (byte) (MORE_BLOCKS | (payloadType & PAYLOAD_TYPE));
            at += BLOCK_HEADER;
        }
        bytes[at] = (byte) (payloadType & PAYLOAD_TYPE);
    }
}
