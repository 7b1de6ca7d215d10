package live.griot.edge.rtp;

/**
 * What the NAL units of an H.264 payload tell (RFC 6184, section 5). A key frame begins with its sequence parameter set, or with an IDR
 * picture where a stream has none of its own (they may have come by signalling).
 */
public final class H264Payload extends VideoPayload {
    private static final int TYPE = 0x1F;
    private static final int SLICE = 1;
    private static final int IDR = 5;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int FU_START = 0x80;

    private boolean hasParameterSet;
    private boolean startsIdr;

    /** Returns whether the payload holds a sequence parameter set. */
    public boolean hasParameterSet() {
        return hasParameterSet;
    }

    /** Returns whether an IDR picture's slice begins here. */
    public boolean startsIdr() {
        return startsIdr;
    }

    @Override
    boolean read(byte[] bytes, int offset, int length) {
        hasParameterSet = false;
        startsIdr = false;
        boolean wellFormed = readUnits(bytes, offset, length);
        startsKeyFrame = hasParameterSet || startsIdr;
        return wellFormed || startsKeyFrame;
    }

    private boolean readUnits(byte[] bytes, int offset, int length) {
        int type = bytes[offset] & TYPE;
        if (type == STAP_A) {
            return readAggregate(bytes, offset, length);
        }
        if (type == FU_A) {
            return length > 1 && readFragment(bytes[offset + 1]);
        }
        readUnit(bytes, offset, length);
        return true;
    }

    private boolean readAggregate(byte[] bytes, int offset, int length) {
        int at = offset + 1;
        int end = offset + length;
        while (at + 2 < end) {
            int size = Bytes.u16(bytes, at);
            readUnit(bytes, at + 2, Math.min(size, end - at - 2));
            at += 2 + size;
        }
        return at == end;
    }

    private boolean readFragment(int header) {
        if ((header & FU_START) != 0) {
            noteType(header & TYPE);
        }
        return true;
    }

    private void readUnit(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return;
        }
        int type = bytes[offset] & TYPE;
        noteType(type);
        if (type == SPS) {
            hasParameterSet = true;
            H264Dimensions dimensions = H264Dimensions.read(bytes, offset + 1, length - 1);
            if (dimensions != null) {
                width = dimensions.width();
                height = dimensions.height();
            }
        }
    }

    private void noteType(int type) {
        startsFrame |= type == SLICE || type == IDR || type == SPS || type == PPS;
        startsIdr |= type == IDR;
    }
}
