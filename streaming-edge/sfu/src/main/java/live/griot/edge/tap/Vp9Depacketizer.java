package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Vp9Payload;

/**
 * Makes pictures of VP9's packets: what stands behind the descriptors, one after another. Where a picture comes in spatial layers, its
 * frames follow each other as they came. Not thread-safe. RFC 9628, section 4.
 */
final class Vp9Depacketizer implements Depacketizer {
    private final Vp9Payload payload = new Vp9Payload();

    @Override
    public boolean startsFrame(MediaPacket packet) {
        return read(packet) && payload.startsFrame() && payload.spatialId() == 0;
    }

    @Override
    public boolean add(MediaPacket packet, FrameBuffer to) {
        if (!read(packet)) {
            return false;
        }
        int head = payload.descriptorLength();
        to.add(packet.bytes(), packet.payloadOffset() + head, packet.payloadLength() - head);
        return true;
    }

    private boolean read(MediaPacket packet) {
        return payload.wrap(packet.bytes(), packet.payloadOffset(), packet.payloadLength());
    }

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public void clear() {
        // Nothing is kept between packets.
    }
}
