package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;

/**
 * Makes temporal units of AV1's packets: each open bitstream unit gets its size, and those that packets do without, delimiters, are left
 * out. Not thread-safe. RTP Payload Format For AV1, sections 4 and 5; AV1 Bitstream and Decoding Process Specification, section 5.3.
 */
final class Av1Depacketizer implements Depacketizer {
    private static final int CONTINUES_FRAGMENT = 0x80;
    private static final int IS_CONTINUED = 0x40;
    private static final int ELEMENTS = 0x30;
    private static final int NEW_CODED_VIDEO_SEQUENCE = 0x08;
    private static final int FORBIDDEN = 0x80;
    private static final int TYPE = 0x78;
    private static final int HAS_EXTENSION = 0x04;
    private static final int HAS_SIZE = 0x02;
    private static final int TEMPORAL_DELIMITER = 2 << 3;
    private static final int TILE_LIST = 8 << 3;
    /** A number of 28 bits: no frame is larger. */
    private static final int MAX_LEB128 = 4;

    private final FrameBuffer unit = new FrameBuffer();
    private boolean isInFragments;

    @Override
    public boolean startsFrame(MediaPacket packet) {
        int header = packet.payloadLength() < 1 ? 0 : packet.bytes()[packet.payloadOffset()];
        return (header & NEW_CODED_VIDEO_SEQUENCE) != 0 && (header & CONTINUES_FRAGMENT) == 0;
    }

    @Override
    public boolean add(MediaPacket packet, FrameBuffer to) {
        byte[] bytes = packet.bytes();
        int end = packet.payloadOffset() + packet.payloadLength();
        int header = bytes[packet.payloadOffset()];
        int elements = (header & ELEMENTS) >> 4;
        if (((header & CONTINUES_FRAGMENT) != 0) != isInFragments) {
            return false;
        }
        int at = packet.payloadOffset() + 1;
        if (at == end) {
            return false;
        }
        for (int element = 1; at < end; element++) {
            int size = end - at;
            // Where their number is told, the last one has no length.
            if (element != elements) {
                size = leb128(bytes, at, end);
                at += leb128Length(bytes, at, end);
            }
            if (size < 1 || size > end - at) {
                return false;
            }
            unit.add(bytes, at, size);
            at += size;
            isInFragments = at == end && (header & IS_CONTINUED) != 0;
            if (!isInFragments && !endUnit(to)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a number that ends before {@code end}; -1 where it is cut short, or larger than any that makes sense. */
    private static int leb128(byte[] bytes, int offset, int end) {
        int value = 0;
        for (int i = 0; i < MAX_LEB128 && offset + i < end; i++) {
            int next = bytes[offset + i];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    private static int leb128Length(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end && bytes[at] < 0) {
            at++;
        }
        return at - offset + 1;
    }

    private boolean endUnit(FrameBuffer to) {
        boolean fits = !unit.overflowed() && write(unit.array(), unit.length(), to);
        unit.clear();
        return fits;
    }

    /** Writes a unit with its size, which it may have had before. */
    private boolean write(byte[] bytes, int length, FrameBuffer to) {
        int header = bytes[0];
        int headerLength = (header & HAS_EXTENSION) == 0 ? 1 : 2;
        if ((header & FORBIDDEN) != 0 || headerLength > length) {
            return false;
        }
        int payload = headerLength;
        int size = length - headerLength;
        if ((header & HAS_SIZE) != 0) {
            size = leb128(bytes, headerLength, length);
            payload += leb128Length(bytes, headerLength, length);
            if (size < 0 || size > length - payload) {
                return false;
            }
        }
        int type = header & TYPE;
        if (type == TEMPORAL_DELIMITER || type == TILE_LIST) {
            return true;
        }
        to.add(header | HAS_SIZE);
        to.add(bytes, 1, headerLength - 1);
        addLeb128(size, to);
        to.add(bytes, payload, size);
        return true;
    }

    private static void addLeb128(int value, FrameBuffer to) {
        int left = value;
        while (left > 0x7F) {
            to.add(left | 0x80);
            left >>>= 7;
        }
        to.add(left);
    }

    @Override
    public boolean end() {
        return !isInFragments;
    }

    @Override
    public void clear() {
        isInFragments = false;
        unit.clear();
    }
}
