package live.griot.edge.egress;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.griot.edge.rtp.Codec;

/** VP8 with up to three temporal layers, as browsers arrange them, and picture ids of either length (RFC 7741). */
public final class Vp8Encoder extends TestEncoder {
    private static final int[] LAYERS = {0, 2, 1, 2};

    private final int temporalLayers;
    private final boolean longPictureIds;
    private int pictureId;
    private int tl0;
    private int inCycle;
    private final int[] latest = new int[3];

    public Vp8Encoder(int number, int maxPackets, int temporalLayers, boolean longPictureIds, Random random) {
        super(number, maxPackets, random);
        this.temporalLayers = temporalLayers;
        this.longPictureIds = longPictureIds;
        this.pictureId = random.nextInt(0x8000);
        this.tl0 = random.nextInt(0x100);
    }

    @Override
    public Codec codec() {
        return Codec.VP8;
    }

    @Override
    public List<byte[]> encode(int frame, boolean keyFrame, long captureNanos, int packets) {
        inCycle = keyFrame ? 0 : (inCycle + 1) % 4;
        int layer = temporalLayers == 3 ? LAYERS[inCycle] : temporalLayers == 2 ? inCycle % 2 : 0;
        boolean sync = layer > 0 && (temporalLayers == 2 ? inCycle == 1 : inCycle < 3);
        int[] references = references(keyFrame, layer, sync);
        pictureId++;
        tl0 += layer == 0 ? 1 : 0;
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            writeDescriptor(payload, i == 0, layer, sync);
            if (i == 0) {
                writeFrameTag(payload, keyFrame);
            }
            payload.writeBytes(
                    new Truth(number, frame, i, packets, keyFrame, captureNanos, references).bytes(filling()));
            payloads.add(payload.toByteArray());
        }
        latest[layer] = frame;
        return payloads;
    }

    /** The layer below, and its own layer's last frame where it does not begin with this one. */
    private int[] references(boolean keyFrame, int layer, boolean sync) {
        if (keyFrame) {
            return new int[0];
        }
        if (layer == 0 || sync) {
            return new int[] {latest[0]};
        }
        return layer == 1 ? new int[] {latest[0], latest[1]} : new int[] {latest[0], latest[1], latest[2]};
    }

    private void writeDescriptor(ByteArrayOutputStream to, boolean first, int layer, boolean sync) {
        to.write(0x80 | (first ? 0x10 : 0));
        to.write(temporalLayers > 1 ? 0xE0 : 0x80);
        if (longPictureIds) {
            to.write(0x80 | (pictureId >> 8 & 0x7F));
            to.write(pictureId);
        } else {
            to.write(pictureId & 0x7F);
        }
        if (temporalLayers > 1) {
            to.write(tl0);
            to.write(layer << 6 | (sync ? 0x20 : 0));
        }
    }

    private void writeFrameTag(ByteArrayOutputStream to, boolean keyFrame) {
        to.writeBytes(new byte[] {(byte) (keyFrame ? 0x10 : 0x11), 0, 0});
        if (keyFrame) {
            int width = 320 << number % 3;
            to.writeBytes(new byte[] {(byte) 0x9D, 0x01, 0x2A, (byte) width, (byte) (width >> 8), (byte) 180, 0});
        }
    }
}
