package live.griot.edge.rtp;

/**
 * A view of one RTP packet in a byte array. It borrows the array and can be wrapped around one packet after another. Not thread-safe.
 * RFC 3550, section 5.1; header extensions RFC 8285.
 */
public final class RtpPacket {
    /** The bytes of a header without contributing sources and extensions. */
    public static final int FIXED_HEADER = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private int headerLength;
    private int extensionsOffset;
    private int extensionsLength;
    private boolean twoByteExtensions;
    private int paddingLength;

    /** Wraps a packet; returns false, and is then not to be used, when the bytes are not a well-formed RTP packet. */
    public boolean wrap(byte[] array, int from, int size) {
        return wrapSealed(array, from, size) && wrapPadding();
    }

    /**
     * Wraps a packet whose payload is sealed, so that how much of it is padding is not known yet; returns false, and is then not to be
     * used, when its header is not well-formed.
     */
    public boolean wrapSealed(byte[] array, int from, int size) {
        bytes = array;
        offset = from;
        length = size;
        extensionsLength = 0;
        paddingLength = 0;
        if (from < 0 || size < FIXED_HEADER || from + size > array.length || (array[from] & 0xC0) != 0x80) {
            return false;
        }
        headerLength = FIXED_HEADER + 4 * (array[from] & 0x0F);
        return headerLength <= size && wrapExtensions();
    }

    private boolean wrapExtensions() {
        if ((bytes[offset] & 0x10) == 0) {
            return true;
        }
        if (headerLength + 4 > length) {
            return false;
        }
        int profile = Bytes.u16(bytes, offset + headerLength);
        int size = 4 * Bytes.u16(bytes, offset + headerLength + 2);
        if (headerLength + 4 + size > length) {
            return false;
        }
        twoByteExtensions = (profile & 0xFFF0) == TWO_BYTE_PROFILE;
        if (profile == ONE_BYTE_PROFILE || twoByteExtensions) {
            extensionsOffset = offset + headerLength + 4;
            extensionsLength = size;
        }
        headerLength += 4 + size;
        return true;
    }

    private boolean wrapPadding() {
        if ((bytes[offset] & 0x20) == 0) {
            return true;
        }
        paddingLength = bytes[offset + length - 1] & 0xFF;
        return paddingLength > 0 && headerLength + paddingLength <= length;
    }

    /** Returns the array the view lies over. */
    public byte[] array() {
        return bytes;
    }

    /** Returns where in the array the packet begins. */
    public int offset() {
        return offset;
    }

    /** Returns the bytes of the whole packet, padding included. */
    public int length() {
        return length;
    }

    /** Returns the bytes of the header with its extensions. */
    public int headerLength() {
        return headerLength;
    }

    /** Returns where in the array the payload begins. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Returns the bytes of the payload without padding; 0 for a packet that is all padding. */
    public int payloadLength() {
        return length - headerLength - paddingLength;
    }

    /** Returns the marker bit: for video the last packet of a frame. */
    public boolean marker() {
        return (bytes[offset + 1] & 0x80) != 0;
    }

    /** Returns the payload type, 0 to 127. */
    public int payloadType() {
        return bytes[offset + 1] & 0x7F;
    }

    /** Returns the sequence number, 0 to 65,535. */
    public int sequenceNumber() {
        return Bytes.u16(bytes, offset + 2);
    }

    /** Returns the timestamp in units of the codec's clock, as 32 bits that wrap. */
    public int timestamp() {
        return Bytes.i32(bytes, offset + 4);
    }

    /** Returns the synchronisation source. */
    public int ssrc() {
        return Bytes.i32(bytes, offset + 8);
    }

    /** Returns where in the array the value of a header extension begins, or -1 when the packet has none of that id (1 to 14 or 255). */
    public int extensionOffset(int id) {
        int at = extensionsOffset;
        int end = extensionsOffset + extensionsLength;
        while (at < end) {
            if (bytes[at] == 0) {
                at++;
                continue;
            }
            int found = twoByteExtensions ? bytes[at] & 0xFF : (bytes[at] & 0xF0) >> 4;
            if (twoByteExtensions ? at + 1 >= end : found == 15) {
                return -1;
            }
            int size = twoByteExtensions ? bytes[at + 1] & 0xFF : (bytes[at] & 0x0F) + 1;
            int value = at + (twoByteExtensions ? 2 : 1);
            if (value + size > end) {
                return -1;
            }
            if (found == id) {
                return value;
            }
            at = value + size;
        }
        return -1;
    }

    /** Returns the bytes of the value that begins where {@link #extensionOffset} said. */
    public int extensionLength(int valueOffset) {
        return twoByteExtensions ? bytes[valueOffset - 1] & 0xFF : (bytes[valueOffset - 1] & 0x0F) + 1;
    }
}
