package live.griot.edge.sfu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;

/** A simulated encoder of one size of a picture: all its numbers begin anywhere. */
abstract class TestEncoder {
    static final int PAYLOAD_TYPE = 96;

    private static final int CLOCK = 90_000;

    final int number;
    final Random random;
    private final int maxPackets;
    private final int ssrc;
    private final int timestampOffset;
    private int sequence;
    private boolean keyFrameWanted = true;
    private int frames;

    TestEncoder(int number, int maxPackets, Random random) {
        this.number = number;
        this.maxPackets = maxPackets;
        this.random = random;
        this.ssrc = random.nextInt();
        this.timestampOffset = random.nextInt();
        this.sequence = random.nextInt(0x10000);
    }

    abstract Codec codec();

    /** Returns the payloads of the next frame. */
    abstract List<byte[]> encode(int frame, boolean keyFrame, long captureNanos, int packets);

    int ssrc() {
        return ssrc;
    }

    void wantKeyFrame() {
        keyFrameWanted = true;
    }

    int timestamp(long captureNanos) {
        return timestampOffset + (int) (captureNanos / 1_000 * CLOCK / TimeUnit.SECONDS.toMicros(1));
    }

    /** Returns the packets of the next frame. */
    List<byte[]> next(long captureNanos) {
        boolean keyFrame = keyFrameWanted;
        keyFrameWanted = false;
        int count = 1 + random.nextInt(maxPackets) + (keyFrame ? maxPackets : 0);
        List<byte[]> payloads = encode(frames++, keyFrame, captureNanos, count);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            packets.add(packet(payloads.get(i), i == payloads.size() - 1, captureNanos));
        }
        return packets;
    }

    private byte[] packet(byte[] payload, boolean marker, long captureNanos) {
        byte[] packet = new byte[RtpPacket.FIXED_HEADER + payload.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) ((marker ? 0x80 : 0) | PAYLOAD_TYPE);
        Bytes.put16(packet, 2, sequence++);
        Bytes.put32(packet, 4, timestamp(captureNanos));
        Bytes.put32(packet, 8, ssrc);
        System.arraycopy(payload, 0, packet, RtpPacket.FIXED_HEADER, payload.length);
        return packet;
    }
}
