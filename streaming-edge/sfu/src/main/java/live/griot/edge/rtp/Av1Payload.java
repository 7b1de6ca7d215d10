package live.griot.edge.rtp;

/** What the aggregation header of AV1 tells (RTP Payload Format For AV1, section 4.4). */
public final class Av1Payload extends VideoPayload {
    private static final int CONTINUES_FRAGMENT = 0x80;
    private static final int NEW_CODED_VIDEO_SEQUENCE = 0x08;

    @Override
    boolean read(byte[] bytes, int offset, int length) {
        int header = bytes[offset];
        boolean continues = (header & CONTINUES_FRAGMENT) != 0;
        startsKeyFrame = (header & NEW_CODED_VIDEO_SEQUENCE) != 0 && !continues;
        startsFrame = startsKeyFrame;
        return true;
    }
}
