package live.griot.edge.egress;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import live.griot.edge.ingest.IncomingExtensions;
import live.griot.edge.rtp.BitWriter;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.FrameTemplate;

/**
 * AV1 in three sizes and three frame rates within one stream, told by dependency descriptors. The sizes rest on each other in each
 * picture (L3T3), or in key pictures alone (L3T3_KEY); "Scalable Video Coding (SVC) Extension for WebRTC", section 9.
 */
public final class SvcEncoder extends TestEncoder {
    public static final int DESCRIPTOR_ID = 12;

    private static final int SIZES = 3;
    private static final int RATES = 3;
    private static final int TARGETS = SIZES * RATES;
    private static final int[] LAYERS = {0, 2, 1, 2};
    /** For each size its key frame, and a frame of each rate. */
    private static final int TEMPLATES = SIZES * (1 + RATES);

    private static final int NO_FRAME = -1;

    private final boolean keyPicturesOnly;
    private final int firstNumber;
    private final int[][] latest = new int[SIZES][RATES];
    private final int[] latestOfChain = new int[SIZES];
    private int frame;
    private int inCycle;
    private int templateOffset;
    private int sizes = SIZES;
    private boolean sizesChanged;
    private boolean steady;

    public SvcEncoder(int number, boolean keyPicturesOnly, Random random) {
        super(number, 4, random);
        this.keyPicturesOnly = keyPicturesOnly;
        this.firstNumber = random.nextInt(0x10000);
    }

    /** Sends all of its sizes all of the time, the larger ones in larger packets. */
    public SvcEncoder steady() {
        steady = true;
        return this;
    }

    @Override
    public Codec codec() {
        return Codec.AV1;
    }

    @Override
    public IncomingExtensions extensions() {
        return new IncomingExtensions(-1, DESCRIPTOR_ID);
    }

    @Override
    public List<byte[]> encode(int number, boolean keyFrame, long captureNanos, int packets) {
        throw new UnsupportedOperationException("A picture has several frames");
    }

    @Override
    public List<byte[]> next(long captureNanos) {
        boolean key = takeKeyFrameWanted();
        if (!steady && random.nextInt(200) == 0) {
            // The encoder has too little to spend on its largest size, or has it again.
            sizes = sizes == SIZES ? SIZES - 1 : SIZES;
            sizesChanged = true;
            key |= sizes == SIZES;
        }
        inCycle = key ? 0 : (inCycle + 1) % LAYERS.length;
        List<byte[]> packets = new ArrayList<>();
        if (key) {
            templateOffset = (templateOffset + TEMPLATES) % 64;
        }
        for (int size = 0; size < sizes; size++) {
            packets.addAll(frame(size, LAYERS[inCycle], key, captureNanos));
        }
        sizesChanged = false;
        return packets;
    }

    private List<byte[]> frame(int size, int rate, boolean key, long captureNanos) {
        int[] references = references(size, rate, key);
        int[] chains = chains(size, key);
        int count = packetCount(key);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean first = i == 0;
            boolean last = i == count - 1;
            byte[] descriptor = descriptor(size, rate, key, first, last, references, chains);
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.write(0x10 | (first && key && size == 0 ? 0x08 : 0));
            payload.writeBytes(new Truth(number, frame, i, count, key && size == 0, captureNanos, references)
                    .bytes(filling() * (steady ? 1 + 3 * size : 1)));
            packets.add(packet(payload.toByteArray(), last && size == sizes - 1, captureNanos, extensions(descriptor)));
        }
        latest[size][rate] = frame;
        for (int chain = size; chain < SIZES && rate == 0; chain++) {
            latestOfChain[chain] = chain == size || key || !keyPicturesOnly ? frame : latestOfChain[chain];
        }
        frame++;
        return packets;
    }

    private int[] references(int size, int rate, boolean key) {
        int below = size > 0 && (key || !keyPicturesOnly) ? latest[size - 1][rate] : NO_FRAME;
        int before = key ? NO_FRAME : inCycle == 3 ? latest[size][1] : latest[size][0];
        return Arrays.stream(new int[] {before, below})
                .filter(reference -> reference != NO_FRAME)
                .toArray();
    }

    /** How far back the last frame of each size's chain is; none before a key picture. */
    private int[] chains(int size, boolean key) {
        int[] chains = new int[SIZES];
        for (int chain = 0; chain < SIZES; chain++) {
            chains[chain] = key && size == 0 ? 0 : frame - latestOfChain[chain];
        }
        return chains;
    }

    private int indication(int size, int rate, boolean key, int target) {
        int targetSize = target / RATES;
        int targetRate = target % RATES;
        boolean absent = targetSize < size || targetRate < rate || (targetSize > size && keyPicturesOnly && !key);
        if (absent) {
            return FrameTemplate.NOT_PRESENT;
        }
        if (targetSize > size) {
            return key ? FrameTemplate.SWITCH : FrameTemplate.REQUIRED;
        }
        return rate == 0 || targetRate > rate ? FrameTemplate.SWITCH : FrameTemplate.DISCARDABLE;
    }

    private byte[] descriptor(
            int size, int rate, boolean key, boolean first, boolean last, int[] references, int[] chains) {
        boolean brings = first && key && size == 0;
        boolean active = sizesChanged || (brings && sizes < SIZES);
        BitWriter bits = new BitWriter()
                .bits(first ? 1 : 0, 1)
                .bits(last ? 1 : 0, 1)
                .bits((templateOffset + (1 + RATES) * size + (key ? 0 : 1 + rate)) % 64, 6)
                .bits(firstNumber + frame, 16)
                .bits(brings ? 1 : 0, 1)
                .bits(active ? 1 : 0, 1)
                .bits("1 1 1");
        if (brings) {
            writeStructure(bits);
        }
        if (active) {
            bits.bits((1 << (RATES * sizes)) - 1, TARGETS);
        }
        for (int target = 0; target < TARGETS; target++) {
            bits.bits(indication(size, rate, key, target), 2);
        }
        for (int reference : references) {
            bits.bits(2, 2).bits(frame - reference - 1, 8);
        }
        bits.bits(0, 2);
        for (int chain : chains) {
            bits.bits(chain, 8);
        }
        return bits.bytes();
    }

    /** A template for each layer, which its frames then differ from. */
    private void writeStructure(BitWriter bits) {
        bits.bits(templateOffset, 6).bits(TARGETS - 1, 5);
        bits.bits("00 01 01 10  00 01 01 10  00 01 01 11");
        for (int template = 0; template < TEMPLATES; template++) {
            int size = template / (1 + RATES);
            int kind = template % (1 + RATES);
            for (int target = 0; target < TARGETS; target++) {
                bits.bits(indication(size, Math.max(0, kind - 1), kind == 0, target), 2);
            }
        }
        bits.bits(0, TEMPLATES);
        // Three chains of up to nine, ns(10); each protects three targets, ns(3).
        bits.bits("011").bits("0 0 0  10 10 10  11 11 11");
        for (int template = 0; template < TEMPLATES; template++) {
            bits.bits(0, 4 * SIZES);
        }
        bits.bits("1");
        for (int size = 0; size < SIZES; size++) {
            bits.bits((320 << size) - 1, 16).bits((180 << size) - 1, 16);
        }
    }

    private static byte[] extensions(byte[] descriptor) {
        int words = (descriptor.length + 2 + 3) / 4;
        byte[] block = new byte[4 + 4 * words];
        block[0] = 0x10;
        block[3] = (byte) words;
        block[4] = DESCRIPTOR_ID;
        block[5] = (byte) descriptor.length;
        System.arraycopy(descriptor, 0, block, 6, descriptor.length);
        return block;
    }
}
