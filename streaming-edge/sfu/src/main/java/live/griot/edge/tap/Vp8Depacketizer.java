package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Vp8Payload;

/** Makes frames of VP8's packets: what stands behind the descriptors, one after another. Not thread-safe. RFC 7741, section 4. */
final class Vp8Depacketizer implements Depacketizer {
    private final Vp8Payload payload = new Vp8Payload();

    @Override
    public boolean startsFrame(MediaPacket packet) {
        return read(packet) && payload.startsFrame();
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
