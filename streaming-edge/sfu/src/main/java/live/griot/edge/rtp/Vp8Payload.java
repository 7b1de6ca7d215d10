package live.griot.edge.rtp;

/** What the payload descriptor and the first bytes of VP8 tell (RFC 7741, sections 4.2 and 4.3; RFC 6386, section 9.1). */
public final class Vp8Payload extends VideoPayload {
    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int PARTITION_INDEX = 0x07;
    private static final int PICTURE_ID = 0x80;
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int TL0_INDEX = 0x40;
    private static final int TEMPORAL_ID = 0x20;
    private static final int LAYER_SYNC = 0x20;
    private static final int KEY_INDEX = 0x10;
    private static final int INTER_FRAME = 0x01;
    /** The frame tag, the start code, and two bytes each for width and height with their scales. */
    private static final int KEY_FRAME_HEADER = 10;

    private static final int START_CODE = 0x9D012A;

    private int descriptorLength;

    /** Returns the length of the payload descriptor, behind which is a piece of the frame. */
    public int descriptorLength() {
        return descriptorLength;
    }

    @Override
    boolean read(byte[] bytes, int offset, int length) {
        int first = bytes[offset];
        int at = (first & EXTENDED) == 0 ? 1 : readExtension(bytes, offset, length);
        if (at < 0 || at > length) {
            return false;
        }
        descriptorLength = at;
        startsFrame = (first & START_OF_PARTITION) != 0 && (first & PARTITION_INDEX) == 0 && at < length;
        startsKeyFrame = startsFrame && (bytes[offset + at] & INTER_FRAME) == 0;
        if (startsKeyFrame && at + KEY_FRAME_HEADER <= length && Bytes.u24(bytes, offset + at + 3) == START_CODE) {
            width = littleEndian14(bytes, offset + at + 6);
            height = littleEndian14(bytes, offset + at + 8);
        }
        return true;
    }

    /** Returns the length of the descriptor, or -1 when it is cut short. */
    private int readExtension(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return -1;
        }
        int fields = bytes[offset + 1];
        int at = 2;
        if ((fields & PICTURE_ID) != 0) {
            if (at >= length) {
                return -1;
            }
            pictureIdBits = (bytes[offset + at] & LONG_PICTURE_ID) != 0 ? 15 : 7;
            if (at + pictureIdBits / 7 > length) {
                return -1;
            }
            pictureIdOffset = at;
            pictureId = pictureIdBits == 15 ? Bytes.u16(bytes, offset + at) & 0x7FFF : bytes[offset + at] & 0x7F;
            at += pictureIdBits / 7;
        }
        if ((fields & TL0_INDEX) != 0) {
            if (at >= length) {
                return -1;
            }
            tl0Offset = at;
            tl0 = bytes[offset + at] & 0xFF;
            at++;
        }
        if ((fields & (TEMPORAL_ID | KEY_INDEX)) != 0) {
            if (at >= length) {
                return -1;
            }
            if ((fields & TEMPORAL_ID) != 0) {
                temporalId = (bytes[offset + at] & 0xC0) >> 6;
                layerSync = (bytes[offset + at] & LAYER_SYNC) != 0;
            }
            at++;
        }
        return at;
    }

    private static int littleEndian14(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0x3F) << 8;
    }
}
