package live.griot.edge.rtp;

/** Retransmission packets: the original sequence number stands before the original payload (RFC 4588, section 4). */
public final class RtxPayload {
    /** The bytes that a retransmission is longer than its original. */
    public static final int OVERHEAD = 2;

    private RtxPayload() {}

    /**
     * Writes a retransmission of a packet, extensions included and padding left out; returns its length. {@code to} has room for
     * {@code original.length() + OVERHEAD} from {@code at}.
     */
    public static int write(RtpPacket original, byte[] to, int at, int payloadType, int ssrc, int sequenceNumber) {
        int header = original.headerLength();
        System.arraycopy(original.array(), original.offset(), to, at, header);
        to[at] &= (byte) ~0x20;
        to[at + 1] = (byte) ((to[at + 1] & 0x80) | payloadType);
        Bytes.put16(to, at + 2, sequenceNumber);
        Bytes.put32(to, at + 8, ssrc);
        Bytes.put16(to, at + header, original.sequenceNumber());
        System.arraycopy(
                original.array(), original.payloadOffset(), to, at + header + OVERHEAD, original.payloadLength());
        return header + OVERHEAD + original.payloadLength();
    }

    /**
     * Turns a retransmission back into its original, in place; returns the original's length, or -1 when it carries nothing (a
     * probe). The packet is to be wrapped anew at its offset plus {@link #OVERHEAD}, where the original begins.
     */
    public static int restore(RtpPacket rtx, int payloadType, int ssrc) {
        int payload = rtx.payloadLength();
        if (payload < OVERHEAD) {
            return -1;
        }
        byte[] bytes = rtx.array();
        int at = rtx.offset();
        int original = Bytes.u16(bytes, rtx.payloadOffset());
        int length = rtx.headerLength() + payload - OVERHEAD;
        System.arraycopy(bytes, at, bytes, at + OVERHEAD, rtx.headerLength());
        int moved = at + OVERHEAD;
        bytes[moved] &= (byte) ~0x20;
        bytes[moved + 1] = (byte) ((bytes[moved + 1] & 0x80) | payloadType);
        Bytes.put16(bytes, moved + 2, original);
        Bytes.put32(bytes, moved + 8, ssrc);
        return length;
    }
}
