package live.griot.edge.rtp;

/** What the NAL unit headers of an H.264 payload tell (RFC 6184, section 5). */
public final class H264Payload {
    private static final int IDR = 5;
    private static final int SPS = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264Payload() {}

    /** Returns whether the payload begins a key frame: parameter sets, alone or aggregated, or an IDR picture's first piece. */
    public static boolean startsKeyFrame(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return false;
        }
        int type = bytes[offset] & 0x1F;
        if (type == STAP_A) {
            return aggregatesKeyFrame(bytes, offset, length);
        }
        if (type == FU_A) {
            return length > 1 && (bytes[offset + 1] & 0x80) != 0 && (bytes[offset + 1] & 0x1F) == IDR;
        }
        return type == SPS || type == IDR;
    }

    private static boolean aggregatesKeyFrame(byte[] bytes, int offset, int length) {
        int at = offset + 1;
        int end = offset + length;
        while (at + 2 < end) {
            int size = Bytes.u16(bytes, at);
            int type = bytes[at + 2] & 0x1F;
            if (type == SPS || type == IDR) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }
}
