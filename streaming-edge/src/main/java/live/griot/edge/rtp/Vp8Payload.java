package live.griot.edge.rtp;

/** What the payload descriptor and the first byte of VP8 tell (RFC 7741, sections 4.2 and 4.3). */
public final class Vp8Payload {
    private Vp8Payload() {}

    /** Returns whether the payload begins a key frame. */
    public static boolean startsKeyFrame(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return false;
        }
        int first = bytes[offset];
        boolean startOfPartition = (first & 0x10) != 0;
        int partition = first & 0x07;
        int at = 1;
        if ((first & 0x80) != 0) {
            int extension = bytes[offset + 1];
            at++;
            if ((extension & 0x80) != 0) {
                if (at >= length) {
                    return false;
                }
                at += (bytes[offset + at] & 0x80) != 0 ? 2 : 1;
            }
            at += (extension & 0x40) != 0 ? 1 : 0;
            at += (extension & 0x30) != 0 ? 1 : 0;
        }
        return startOfPartition && partition == 0 && at < length && (bytes[offset + at] & 0x01) == 0;
    }
}
