package live.griot.edge.rtp;

import org.jspecify.annotations.Nullable;

/** The size of a picture in pixels, out of an H.264 sequence parameter set (H.264, section 7.3.2.1.1). */
record H264Dimensions(int width, int height) {
    private static final int MACROBLOCK = 16;
    private static final int MAX_SIDE = 16_384;
    private static final int SCALING_LIST_START = 8;
    private static final int MAX_OFFSETS = 255;

    /** Reads one, the NAL unit's header left out; null when it is cut short or absurd. */
    static @Nullable H264Dimensions read(byte[] bytes, int offset, int length) {
        byte[] plain = withoutEmulationPrevention(bytes, offset, length);
        BitReader bits = new BitReader(plain, 0, plain.length);
        int profile = bits.bits(8);
        bits.bits(16);
        bits.exponentialGolomb();
        int chroma = hasChromaFields(profile) ? readChroma(bits) : 1;
        bits.exponentialGolomb();
        if (!skipOrderCount(bits)) {
            return null;
        }
        bits.exponentialGolomb();
        bits.bit();
        long width = (bits.exponentialGolomb() + 1L) * MACROBLOCK;
        long height = (bits.exponentialGolomb() + 1L) * MACROBLOCK;
        int fields = bits.bit();
        height *= 2 - fields;
        if (fields == 0) {
            bits.bit();
        }
        bits.bit();
        if (bits.flag()) {
            long unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitY = (chroma == 1 ? 2 : 1) * (2L - fields);
            width -= unitX * ((long) bits.exponentialGolomb() + bits.exponentialGolomb());
            height -= unitY * ((long) bits.exponentialGolomb() + bits.exponentialGolomb());
        }
        boolean sound = !bits.overrun() && width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
        return sound ? new H264Dimensions((int) width, (int) height) : null;
    }

    private static boolean hasChromaFields(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** Returns chroma_format_idc, 0 where the planes are separate, for the cropping units are then the same. */
    private static int readChroma(BitReader bits) {
        int chroma = bits.exponentialGolomb();
        boolean separate = chroma == 3 && bits.flag();
        bits.exponentialGolomb();
        bits.exponentialGolomb();
        bits.bit();
        if (bits.flag()) {
            for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                if (bits.flag()) {
                    skipScalingList(bits, list < 6 ? 16 : 64);
                }
            }
        }
        return separate ? 0 : chroma;
    }

    private static void skipScalingList(BitReader bits, int size) {
        int last = SCALING_LIST_START;
        int next = SCALING_LIST_START;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = last + bits.signedExponentialGolomb() & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static boolean skipOrderCount(BitReader bits) {
        int type = bits.exponentialGolomb();
        if (type == 0) {
            bits.exponentialGolomb();
        } else if (type == 1) {
            bits.bit();
            bits.signedExponentialGolomb();
            bits.signedExponentialGolomb();
            int offsets = bits.exponentialGolomb();
            if (offsets > MAX_OFFSETS) {
                return false;
            }
            for (int i = 0; i < offsets; i++) {
                bits.signedExponentialGolomb();
            }
        }
        return true;
    }

    /** Leaves out each 3 that stands after two zeros (H.264, section 7.4.1). */
    private static byte[] withoutEmulationPrevention(byte[] bytes, int offset, int length) {
        byte[] plain = new byte[length];
        int size = 0;
        int zeros = 0;
        for (int at = offset; at < offset + length; at++) {
            if (zeros >= 2 && bytes[at] == 3) {
                zeros = 0;
            } else {
                zeros = bytes[at] == 0 ? zeros + 1 : 0;
                plain[size++] = bytes[at];
            }
        }
        byte[] exact = new byte[size];
        System.arraycopy(plain, 0, exact, 0, size);
        return exact;
    }
}
