package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Bytes;

/**
 * Makes access units with start codes of H.264's packets: single NAL units, STAP-A and FU-A, as WebRTC's packetization mode 1 allows. The
 * parameter sets that a key frame needs and did not bring are put before it. Not thread-safe. RFC 6184, section 5; H.264, annex B.
 */
final class H264Depacketizer implements Depacketizer {
    private static final int TYPE = 0x1F;
    private static final int HEADER_BUT_TYPE = 0xE0;
    private static final int FIRST_TYPE = 1;
    private static final int LAST_TYPE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private boolean isInFragments;

    @Override
    public boolean startsFrame(MediaPacket packet) {
        return packet.startsKeyFrame();
    }

    @Override
    public boolean add(MediaPacket packet, FrameBuffer to) {
        MediaPacket sets = packet.parameterSets();
        return (sets == null || addPayload(sets, to)) && addPayload(packet, to);
    }

    private boolean addPayload(MediaPacket packet, FrameBuffer to) {
        byte[] bytes = packet.bytes();
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        int type = bytes[offset] & TYPE;
        if (type == FU_A) {
            return addFragment(bytes, offset, length, to);
        }
        if (isInFragments) {
            return false;
        }
        if (type == STAP_A) {
            return addAggregate(bytes, offset + 1, offset + length, to);
        }
        return addUnit(bytes, offset, length, to);
    }

    private static boolean addUnit(byte[] bytes, int offset, int length, FrameBuffer to) {
        int type = length < 1 ? 0 : bytes[offset] & TYPE;
        if (type < FIRST_TYPE || type > LAST_TYPE) {
            return false;
        }
        to.add(START_CODE, 0, START_CODE.length);
        to.add(bytes, offset, length);
        return true;
    }

    private static boolean addAggregate(byte[] bytes, int offset, int end, FrameBuffer to) {
        int at = offset;
        while (at + 2 < end) {
            int size = Bytes.u16(bytes, at);
            at += 2;
            if (size > end - at || !addUnit(bytes, at, size, to)) {
                return false;
            }
            at += size;
        }
        return at == end && at > offset;
    }

    private boolean addFragment(byte[] bytes, int offset, int length, FrameBuffer to) {
        if (length < 3) {
            return false;
        }
        int header = bytes[offset + 1];
        boolean isFirst = (header & FU_START) != 0;
        int type = header & TYPE;
        if (isFirst == isInFragments || type < FIRST_TYPE || type > LAST_TYPE) {
            return false;
        }
        if (isFirst) {
            to.add(START_CODE, 0, START_CODE.length);
            to.add((bytes[offset] & HEADER_BUT_TYPE) | type);
        }
        to.add(bytes, offset + 2, length - 2);
        isInFragments = (header & FU_END) == 0;
        return true;
    }

    @Override
    public boolean end() {
        return !isInFragments;
    }

    @Override
    public void clear() {
        isInFragments = false;
    }
}
