package live.griot.edge.egress;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.griot.edge.rtp.BitWriter;
import live.griot.edge.rtp.Codec;

/**
 * H.264 as browsers and OBS send it: parameter sets before each IDR picture, aggregated or one by one, slices whole or in fragments
 * (RFC 6184).
 */
public final class H264Encoder extends TestEncoder {
    public static final int IDR = 5;
    public static final int SPS = 7;
    public static final int PPS = 8;
    public static final int STAP_A = 24;
    public static final int FU_A = 28;

    private static final int REFERENCED = 0x60;
    private static final int SLICE = 1;

    private final boolean aggregates;

    public H264Encoder(int number, int maxPackets, boolean aggregates, Random random) {
        super(number, maxPackets, random);
        this.aggregates = aggregates;
    }

    @Override
    public Codec codec() {
        return Codec.H264;
    }

    @Override
    public List<byte[]> encode(int frame, boolean keyFrame, long captureNanos, int slices) {
        int[] references = keyFrame ? new int[0] : new int[] {frame - 1};
        int before = keyFrame ? (aggregates ? 1 : 2) : 0;
        int packets = before + slices;
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            byte[] truth = new Truth(number, frame, i, packets, keyFrame, captureNanos, references).bytes(filling());
            payloads.add(i < before ? parameterSets(i, truth) : slice(i - before, slices, keyFrame, truth));
        }
        return payloads;
    }

    /** What the encoder wrote stands in the last parameter set, whose own bytes no receiver here reads. */
    private byte[] parameterSets(int index, byte[] truth) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        if (aggregates) {
            payload.write(REFERENCED | STAP_A);
        }
        if (index == 0) {
            byte[] sps = sps(40 + 8 * (number % 3), 22);
            writeUnit(payload, SPS, sps);
        }
        if (index == 1 || aggregates) {
            writeUnit(payload, PPS, truth);
        } else {
            payload.writeBytes(truth);
        }
        return payload.toByteArray();
    }

    private void writeUnit(ByteArrayOutputStream to, int type, byte[] bytes) {
        if (aggregates) {
            to.write((bytes.length + 1) >> 8);
            to.write(bytes.length + 1);
        }
        to.write(REFERENCED | type);
        to.writeBytes(bytes);
    }

    /** A sequence parameter set of the baseline profile, so many macroblocks wide and high (H.264, section 7.3.2.1.1). */
    public static byte[] sps(int width, int height) {
        return new BitWriter()
                .bits(66, 8)
                .bits(0xC0, 8)
                .bits(31, 8)
                .exponentialGolomb(0)
                .exponentialGolomb(0)
                .exponentialGolomb(2)
                .exponentialGolomb(1)
                .bits("0")
                .exponentialGolomb(width - 1)
                .exponentialGolomb(height - 1)
                .bits("1 1 0 0 1")
                .bytes();
    }

    public static final int SPS_LENGTH = sps(40, 22).length;

    private static byte[] slice(int index, int slices, boolean keyFrame, byte[] truth) {
        int type = keyFrame ? IDR : SLICE;
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        if (slices == 1) {
            payload.write(REFERENCED | type);
        } else {
            payload.write(REFERENCED | FU_A);
            payload.write((index == 0 ? 0x80 : 0) | (index == slices - 1 ? 0x40 : 0) | type);
        }
        payload.writeBytes(truth);
        return payload.toByteArray();
    }
}
