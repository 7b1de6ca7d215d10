package live.griot.edge.preview;

import java.util.Arrays;
import live.griot.edge.rtp.BitReader;

/**
 * Looks at H.264's parameter sets and slices before a decoder does (H.264, sections 7.3.2 and 7.3.3), and lets pass what cameras and
 * encoders for the network send: frames of 4:2:0 in 8 bits, in one slice group. Numbers by which a decoder would make room are bounded.
 */
final class H264ParameterSet {
    private static final int BASELINE = 66;
    private static final int MAIN = 77;
    private static final int HIGH = 100;
    private static final int MACROBLOCK = 16;
    private static final int MAX_SPS_ID = 31;
    private static final int MAX_PPS_ID = 255;
    private static final int MAX_LOG2 = 12;
    private static final int MAX_REFERENCES = 16;
    private static final int MAX_ACTIVE = 31;
    private static final int MAX_CYCLE = 255;
    private static final int INTRA = 2;

    private H264ParameterSet() {}

    /**
     * Checks a sequence parameter set, unescaped and without its header; returns it without what is for displays and not for decoders,
     * which can be long.
     */
    static byte[] checkedSequence(byte[] bytes) throws BadFrame {
        BitReader bits = new BitReader(bytes, 0, bytes.length);
        int profile = bits.bits(8);
        bits.bits(16);
        require(profile == BASELINE || profile == MAIN || profile == HIGH, "profile");
        require(upTo(bits, MAX_SPS_ID), "set's number");
        if (profile == HIGH) {
            require(bits.exponentialGolomb() == 1, "colours"); // 4:2:0
            require(bits.exponentialGolomb() == 0, "depth of luma");
            require(bits.exponentialGolomb() == 0, "depth of chroma");
            require(!bits.flag(), "bypass");
            require(!bits.flag(), "scaling");
        }
        require(upTo(bits, MAX_LOG2), "frame numbers");
        checkOrderCount(bits);
        require(upTo(bits, MAX_REFERENCES), "references");
        bits.bit();
        long width = (bits.exponentialGolomb() + 1L) * MACROBLOCK;
        long height = (bits.exponentialGolomb() + 1L) * MACROBLOCK;
        require(bits.flag(), "fields");
        YuvPicture.checkSize((int) Math.min(width, Integer.MAX_VALUE), (int) Math.min(height, Integer.MAX_VALUE));
        bits.bit();
        if (bits.flag()) {
            long across = 2L * ((long) bits.exponentialGolomb() + bits.exponentialGolomb());
            long down = 2L * ((long) bits.exponentialGolomb() + bits.exponentialGolomb());
            require(across < width && down < height, "cropping");
        }
        require(!bits.overrun(), "length");
        int read = bits.position();
        byte[] kept = Arrays.copyOf(bytes, (read >> 3) + 1);
        // Nothing for displays follows, and a bit ends the set.
        kept[read >> 3] &= (byte) (0xFF00 >> (read & 7));
        return Arrays.copyOf(kept, kept.length + 1);
    }

    private static void checkOrderCount(BitReader bits) throws BadFrame {
        int type = bits.exponentialGolomb();
        require(type <= 2, "order");
        if (type == 0) {
            require(upTo(bits, MAX_LOG2), "order");
        } else if (type == 1) {
            bits.bit();
            bits.signedExponentialGolomb();
            bits.signedExponentialGolomb();
            int cycle = bits.exponentialGolomb();
            require(cycle <= MAX_CYCLE, "order");
            for (int i = 0; i < cycle; i++) {
                bits.signedExponentialGolomb();
            }
        }
    }

    /** Checks a picture parameter set, unescaped and without its header. */
    static void checkPicture(byte[] bytes) throws BadFrame {
        BitReader bits = new BitReader(bytes, 0, bytes.length);
        require(upTo(bits, MAX_PPS_ID) && upTo(bits, MAX_SPS_ID), "set's number");
        bits.bits(2);
        require(bits.exponentialGolomb() == 0, "slice groups");
        require(upTo(bits, MAX_ACTIVE), "references");
        require(upTo(bits, MAX_ACTIVE), "references");
        bits.bits(3);
        bits.signedExponentialGolomb();
        bits.signedExponentialGolomb();
        bits.signedExponentialGolomb();
        bits.bits(3);
        require(!bits.overrun(), "length");
        // Where there is no more, these are the bits that end the set.
        bits.bit();
        require(!bits.flag(), "scaling");
    }

    /** Checks an IDR picture's slice, unescaped and without its header. */
    static void checkSlice(byte[] bytes) throws BadFrame {
        BitReader bits = new BitReader(bytes, 0, Math.min(bytes.length, 16));
        require(upTo(bits, YuvPicture.MAX_WIDTH * YuvPicture.MAX_HEIGHT / (MACROBLOCK * MACROBLOCK) - 1), "place");
        require(bits.exponentialGolomb() % 5 == INTRA, "slice type");
        require(upTo(bits, MAX_PPS_ID) && !bits.overrun(), "set's number");
    }

    private static boolean upTo(BitReader bits, int most) {
        int number = bits.exponentialGolomb();
        return number >= 0 && number <= most;
    }

    private static void require(boolean holds, String what) throws BadFrame {
        if (!holds) {
            throw new BadFrame("H.264 with an unusual " + what);
        }
    }
}
