package live.griot.edge.rtp;

/** Redundant audio (RFC 2198): earlier packets' sound before that of the packet itself. */
public final class RedPayload {
    private static final int MORE_BLOCKS = 0x80;
    private static final int BLOCK_HEADER = 4;
    private static final int PAYLOAD_TYPE = 0x7F;
    private static final int TIMESTAMP_OFFSET = 0x3FFF;
    private static final int LENGTH = 0x3FF;

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
            before += Bytes.u16(bytes, at + 2) & LENGTH;
            at += BLOCK_HEADER;
        }
        int primary = at + 1 + before;
        return at < end && primary <= end ? primary : -1;
    }

    /** Takes the blocks that repeat earlier packets. */
    public interface BlockTaker {
        /**
         * Takes a block.
         *
         * @param back how many packets before the packet itself its own was, 1 or more
         * @param earlier by how much its timestamp was earlier
         */
        void take(int back, int earlier, int offset, int length);
    }

    /** Hands over the blocks before that of the packet itself, from the oldest. Only for what makes sense. */
    public static void eachBlock(byte[] bytes, int offset, BlockTaker taker) {
        int blocks = 0;
        while ((bytes[offset + BLOCK_HEADER * blocks] & MORE_BLOCKS) != 0) {
            blocks++;
        }
        int at = offset + BLOCK_HEADER * blocks + 1;
        for (int block = 0; block < blocks; block++) {
            int header = Bytes.i32(bytes, offset + BLOCK_HEADER * block);
            int length = header & LENGTH;
            taker.take(blocks - block, header >>> 10 & TIMESTAMP_OFFSET, at, length);
            at += length;
        }
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
