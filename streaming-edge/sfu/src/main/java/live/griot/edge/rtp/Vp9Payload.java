package live.griot.edge.rtp;

/**
 * What the payload descriptor of VP9 tells (RFC 9628, section 4.2). Its layers are not told here: which picture needs which depends on
 * the picture ids, so that none can be left out by them alone; the dependency descriptor says more.
 */
public final class Vp9Payload extends VideoPayload {
    private static final int PICTURE_ID = 0x80;
    private static final int INTER_PICTURE = 0x40;
    private static final int LAYER_INDICES = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int BEGINS_FRAME = 0x08;
    private static final int SCALABILITY_STRUCTURE = 0x02;
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int MORE_DIFFERENCES = 0x01;
    private static final int MAX_DIFFERENCES = 3;
    private static final int RESOLUTIONS = 0x10;
    private static final int PICTURE_GROUP = 0x08;

    private int at;
    private int spatialId;

    /** Returns the length of the payload descriptor, behind which is a piece of the frame. */
    public int descriptorLength() {
        return at;
    }

    /** Returns the spatial layer of the frame, 0 for the lowest and where there is but one. */
    public int spatialId() {
        return spatialId;
    }

    @Override
    boolean read(byte[] bytes, int offset, int length) {
        int fields = bytes[offset];
        at = 1;
        if ((fields & PICTURE_ID) != 0 && !readPictureId(bytes, offset, length)) {
            return false;
        }
        spatialId = 0;
        if ((fields & LAYER_INDICES) != 0) {
            if (at >= length) {
                return false;
            }
            spatialId = (bytes[offset + at++] & 0x0E) >> 1;
            if ((fields & FLEXIBLE) == 0 && !readTl0(bytes, offset, length)) {
                return false;
            }
        }
        if ((fields & FLEXIBLE) != 0 && (fields & INTER_PICTURE) != 0 && !skipDifferences(bytes, offset, length)) {
            return false;
        }
        startsFrame = (fields & BEGINS_FRAME) != 0;
        startsKeyFrame = startsFrame && (fields & INTER_PICTURE) == 0 && spatialId == 0;
        return (fields & SCALABILITY_STRUCTURE) == 0 || readStructure(bytes, offset, length);
    }

    private boolean readPictureId(byte[] bytes, int offset, int length) {
        if (at >= length) {
            return false;
        }
        pictureIdOffset = at;
        if ((bytes[offset + at] & LONG_PICTURE_ID) == 0) {
            pictureIdBits = 7;
            pictureId = bytes[offset + at++] & 0x7F;
            return true;
        }
        if (at + 1 >= length) {
            return false;
        }
        pictureIdBits = 15;
        pictureId = Bytes.u16(bytes, offset + at) & 0x7FFF;
        at += 2;
        return true;
    }

    private boolean readTl0(byte[] bytes, int offset, int length) {
        if (at >= length) {
            return false;
        }
        tl0Offset = at;
        tl0 = bytes[offset + at++] & 0xFF;
        return true;
    }

    private boolean skipDifferences(byte[] bytes, int offset, int length) {
        for (int i = 0; i < MAX_DIFFERENCES; i++) {
            if (at >= length) {
                return false;
            }
            if ((bytes[offset + at++] & MORE_DIFFERENCES) == 0) {
                return true;
            }
        }
        return false;
    }

    /** The picture is as large as its largest layer, which is told last. */
    private boolean readStructure(byte[] bytes, int offset, int length) {
        if (at >= length) {
            return false;
        }
        int header = bytes[offset + at++];
        if ((header & RESOLUTIONS) != 0) {
            int layers = ((header & 0xE0) >> 5) + 1;
            if (at + 4 * layers > length) {
                return false;
            }
            at += 4 * layers;
            width = Bytes.u16(bytes, offset + at - 4);
            height = Bytes.u16(bytes, offset + at - 2);
        }
        return (header & PICTURE_GROUP) == 0 || skipPictureGroup(bytes, offset, length);
    }

    private boolean skipPictureGroup(byte[] bytes, int offset, int length) {
        if (at >= length) {
            return false;
        }
        int pictures = bytes[offset + at++] & 0xFF;
        for (int i = 0; i < pictures; i++) {
            if (at >= length) {
                return false;
            }
            int references = (bytes[offset + at++] & 0x0C) >> 2;
            at += references;
        }
        return at <= length;
    }
}
