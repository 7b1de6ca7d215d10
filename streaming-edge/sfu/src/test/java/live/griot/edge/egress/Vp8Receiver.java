package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.Vp8Payload;

/**
 * Decides which frames to decode as receivers of VP8 do, by the payload descriptors alone (RFC 7741, section 4.2; the rules are those of
 * libwebrtc's reference finder).
 */
public final class Vp8Receiver extends TestReceiver {
    private static final int NO_FRAME = -1;

    private final Vp8Payload payload = new Vp8Payload();
    private long latestPicture = NO_FRAME;
    private int latestBits;
    private final TreeSet<Long> missing = new TreeSet<>();
    /** The last picture of each temporal layer, by the index of the lowest layer's frame that they rest on. */
    private final Map<Integer, long[]> layers = new HashMap<>();

    private int latestTl0 = NO_FRAME;

    @Override
    public Truth read(RtpPacket packet) {
        assertThat(payload.wrap(packet.array(), packet.payloadOffset(), packet.payloadLength()))
                .isTrue();
        int at = 1;
        int fields = packet.array()[packet.payloadOffset() + 1];
        at += 1 + payload.pictureIdBits() / 7 + ((fields & 0x40) != 0 ? 1 : 0) + ((fields & 0x30) != 0 ? 1 : 0);
        at += payload.startsKeyFrame() ? 10 : payload.startsFrame() ? 3 : 0;
        return Truth.read(packet.array(), packet.payloadOffset() + at);
    }

    @Override
    public boolean startsFrame() {
        return payload.startsFrame();
    }

    @Override
    public boolean isDecodable(Truth truth, boolean allArrived) {
        long picture = unwrap(payload.pictureId(), payload.pictureIdBits());
        if (latestPicture != NO_FRAME) {
            assertThat(picture).as("picture ids go on").isGreaterThan(latestPicture);
            if (allArrived) {
                assertThat(picture).as("and leave nothing out").isEqualTo(latestPicture + 1);
            }
            for (long skipped = latestPicture + 1; skipped < picture; skipped++) {
                missing.add(skipped);
            }
        }
        latestPicture = picture;
        latestBits = payload.pictureIdBits();
        if (truth.keyFrame()) {
            missing.clear();
        }
        return payload.tl0Offset() < 0 ? isNext() : hasLayers(truth, picture, allArrived);
    }

    private long unwrap(int id, int bits) {
        if (latestPicture == NO_FRAME) {
            return 0x100000L + id;
        }
        int shift = 32 - Math.min(bits, latestBits);
        return latestPicture + (((id - (int) latestPicture) << shift) >> shift);
    }

    /** Without layers every frame rests on the one before it. */
    private boolean isNext() {
        layers.clear();
        latestTl0 = NO_FRAME;
        return missing.isEmpty();
    }

    private boolean hasLayers(Truth truth, long picture, boolean allArrived) {
        int tl0 = payload.tl0();
        int layer = payload.temporalId();
        if (latestTl0 != NO_FRAME && allArrived) {
            assertThat(tl0).as("index of the lowest layer").isEqualTo(latestTl0 + (layer == 0 ? 1 : 0) & 0xFF);
        }
        latestTl0 = tl0;
        if (truth.keyFrame()) {
            layers.clear();
            layers.put(tl0, new long[] {picture, NO_FRAME, NO_FRAME});
            return true;
        }
        long[] base = layers.get(layer == 0 ? tl0 - 1 & 0xFF : tl0);
        if (base == null) {
            return false;
        }
        if (layer == 0) {
            layers.put(tl0, new long[] {picture, base[1], base[2]});
            layers.remove(tl0 - 8 & 0xFF);
            return true;
        }
        for (int below = 0; below <= (payload.layerSync() ? 0 : layer); below++) {
            if (base[below] == NO_FRAME || missing.higher(base[below]) != null) {
                return false;
            }
        }
        base[layer] = picture;
        return true;
    }
}
