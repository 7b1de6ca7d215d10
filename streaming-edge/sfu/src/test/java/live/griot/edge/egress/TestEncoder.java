package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.ingest.IncomingExtensions;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;

/** A simulated encoder of one size of a picture: all its numbers begin anywhere. */
public abstract class TestEncoder {
    public static final int PAYLOAD_TYPE = 96;

    private static final int CLOCK = 90_000;

    public final int number;
    public final Random random;
    private final int maxPackets;
    private final int ssrc;
    private final int timestampOffset;
    private int leastFilling;
    private int fillingSpread = 40;
    private int sequence;
    private boolean keyFrameWanted = true;
    private int frames;

    public TestEncoder(int number, int maxPackets, Random random) {
        this.number = number;
        this.maxPackets = maxPackets;
        this.random = random;
        this.ssrc = random.nextInt();
        this.timestampOffset = random.nextInt();
        this.sequence = random.nextInt(0x10000);
    }

    public abstract Codec codec();

    /** Returns the ids of the header extensions that its packets carry. */
    public IncomingExtensions extensions() {
        return IncomingExtensions.NONE;
    }

    /** Returns the payloads of the next frame. */
    public abstract List<byte[]> encode(int frame, boolean keyFrame, long captureNanos, int packets);

    /** Makes packets so much larger than what must stand in them: that many bytes, and up to as many as {@code spread} more. */
    public final TestEncoder filledWith(int least, int spread) {
        leastFilling = least;
        fillingSpread = spread;
        return this;
    }

    /** Returns by how many bytes the next packet is larger than it must be. */
    public final int filling() {
        return leastFilling + random.nextInt(fillingSpread);
    }

    public int ssrc() {
        return ssrc;
    }

    public void wantKeyFrame() {
        keyFrameWanted = true;
    }

    public int timestamp(long captureNanos) {
        return timestampOffset + (int) (captureNanos / 1_000 * CLOCK / TimeUnit.SECONDS.toMicros(1));
    }

    /** Returns the packets of the next frame. */
    public List<byte[]> next(long captureNanos) {
        boolean keyFrame = takeKeyFrameWanted();
        List<byte[]> payloads = encode(frames++, keyFrame, captureNanos, packetCount(keyFrame));
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            packets.add(packet(payloads.get(i), i == payloads.size() - 1, captureNanos, new byte[0]));
        }
        return packets;
    }

    public final boolean takeKeyFrameWanted() {
        boolean wanted = keyFrameWanted;
        keyFrameWanted = false;
        return wanted;
    }

    public final int packetCount(boolean keyFrame) {
        return 1 + random.nextInt(maxPackets) + (keyFrame ? maxPackets : 0);
    }

    /** Writes a packet; {@code extensions} is the whole block with its header, or empty. */
    public final byte[] packet(byte[] payload, boolean marker, long captureNanos, byte[] extensions) {
        byte[] packet = new byte[RtpPacket.FIXED_HEADER + extensions.length + payload.length];
        packet[0] = (byte) (0x80 | (extensions.length > 0 ? 0x10 : 0));
        packet[1] = (byte) ((marker ? 0x80 : 0) | PAYLOAD_TYPE);
        Bytes.put16(packet, 2, sequence++);
        Bytes.put32(packet, 4, timestamp(captureNanos));
        Bytes.put32(packet, 8, ssrc);
        System.arraycopy(extensions, 0, packet, RtpPacket.FIXED_HEADER, extensions.length);
        System.arraycopy(payload, 0, packet, RtpPacket.FIXED_HEADER + extensions.length, payload.length);
        return packet;
    }
}
