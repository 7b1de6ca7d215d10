package live.griot.recording.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a container has to know out of an H.264 sequence parameter set (H.264, section 7.3.2.1.1).
 *
 * @param profile profile_idc
 * @param compatibility the byte of constraint flags after it
 * @param level level_idc
 * @param id 0 to 31
 * @param chromaFormat 0 for grey, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
 * @param lumaDepth bits of a sample, 8 to 14
 * @param chromaDepth bits of a sample, 8 to 14
 * @param width of the picture in pixels, 1 to {@value #MAX_SIDE}, what is cropped left out
 * @param height likewise
 */
public record SequenceParameterSet(
        int profile,
        int compatibility,
        int level,
        int id,
        int chromaFormat,
        int lumaDepth,
        int chromaDepth,
        int width,
        int height) {
    /** The longest side of a picture that is taken for one, in pixels. */
    public static final int MAX_SIDE = 16_384;

    private static final int BASELINE = 66;
    /** Where the level is in a unit. */
    private static final int LEVEL = 3;

    private static final int MAX_ID = 31;
    private static final int MAX_CHROMA = 3;
    private static final int MAX_DEPTH = 14;
    private static final int MAX_CYCLE = 255;
    private static final int MACROBLOCK = 16;
    private static final int LISTS_OF_16 = 6;
    private static final int SCALING_START = 8;

    /** Returns whether sets of that profile tell colours and depths, and so does avcC (ISO/IEC 14496-15, section 5.3.3.1.2). */
    public static boolean tellsColours(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** Reads a NAL unit that holds one, its header too; null when it is cut short or absurd. */
    public static @Nullable SequenceParameterSet read(byte[] unit) {
        Parsed parsed = Parsed.of(unit);
        return parsed == null ? null : parsed.set;
    }

    /**
     * Returns whether two NAL units say the same but for the level, so that a decoder that is set up by the one with the higher level takes the pictures of
     * both: baseline has no picture that {@code direct_8x8_inference_flag} matters to, which is to be set from level 3 on (H.264, section A.3.3).
     */
    public static boolean isSameButForLevel(byte[] one, byte[] other) {
        Parsed first = Parsed.of(one);
        Parsed second = Parsed.of(other);
        return first != null
                && second != null
                && first.set.profile == BASELINE
                && Arrays.equals(first.withoutLevel(), second.withoutLevel());
    }

    /** What was read, of which bytes, and where the flag is that follows from the level. */
    @SuppressWarnings("ArrayRecordComponent") // Its reader's alone.
    private record Parsed(SequenceParameterSet set, byte[] plain, long directFlag) {
        byte[] withoutLevel() {
            byte[] all = plain.clone();
            all[LEVEL] = 0;
            all[(int) (directFlag / Byte.SIZE)] &= (byte) ~(1 << (Byte.SIZE - 1 - directFlag % Byte.SIZE));
            return all;
        }

        static @Nullable Parsed of(byte[] unit) {
            if (unit.length < 5 || NalUnits.type(unit[0]) != NalUnits.SEQUENCE_SET) {
                return null;
            }
            byte[] plain = withoutEmulationPrevention(unit);
            BitReader bits = new BitReader(plain, 1, plain.length - 1);
            int profile = (int) bits.bits(8);
            int compatibility = (int) bits.bits(8);
            int level = (int) bits.bits(8);
            long id = bits.exponentialGolomb();
            Colours colours = tellsColours(profile) ? Colours.read(bits) : Colours.USUAL;
            bits.exponentialGolomb(); // log2_max_frame_num_minus4
            if (colours == null || id > MAX_ID || !skipOrderCount(bits)) {
                return null;
            }
            bits.exponentialGolomb(); // max_num_ref_frames
            bits.bit(); // gaps_in_frame_num_value_allowed_flag
            Size size = Size.read(bits, colours);
            if (size == null || bits.overrun()) {
                return null;
            }
            SequenceParameterSet set = new SequenceParameterSet(
                    profile,
                    compatibility,
                    level,
                    (int) id,
                    colours.format,
                    colours.luma,
                    colours.chroma,
                    size.width,
                    size.height);
            return new Parsed(set, plain, size.directFlag);
        }
    }

    private static boolean skipOrderCount(BitReader bits) {
        long type = bits.exponentialGolomb();
        if (type == 0) {
            bits.exponentialGolomb();
        } else if (type == 1) {
            bits.bit();
            bits.signedExponentialGolomb();
            bits.signedExponentialGolomb();
            long cycle = bits.exponentialGolomb();
            if (cycle > MAX_CYCLE) {
                return false;
            }
            for (int i = 0; i < cycle; i++) {
                bits.signedExponentialGolomb();
            }
        }
        return type <= 2;
    }

    /** Leaves out each 3 that stands after two zeros (H.264, section 7.4.1). */
    private static byte[] withoutEmulationPrevention(byte[] unit) {
        byte[] plain = new byte[unit.length];
        int size = 0;
        int zeros = 0;
        for (byte next : unit) {
            if (zeros >= 2 && next == 3) {
                zeros = 0;
            } else {
                zeros = next == 0 ? zeros + 1 : 0;
                plain[size++] = next;
            }
        }
        return Arrays.copyOf(plain, size);
    }

    private record Colours(int format, boolean separatePlanes, int luma, int chroma) {
        static final Colours USUAL = new Colours(1, false, 8, 8);

        static @Nullable Colours read(BitReader bits) {
            long format = bits.exponentialGolomb();
            boolean separate = format == MAX_CHROMA && bits.flag();
            long luma = 8 + bits.exponentialGolomb();
            long chroma = 8 + bits.exponentialGolomb();
            bits.bit(); // qpprime_y_zero_transform_bypass_flag
            if (format > MAX_CHROMA || luma > MAX_DEPTH || chroma > MAX_DEPTH) {
                return null;
            }
            if (bits.flag()) {
                for (int list = 0; list < (format == MAX_CHROMA ? 12 : 8); list++) {
                    if (bits.flag()) {
                        skipScalingList(bits, list < LISTS_OF_16 ? 16 : 64);
                    }
                }
            }
            return new Colours((int) format, separate, (int) luma, (int) chroma);
        }

        private static void skipScalingList(BitReader bits, int size) {
            int last = SCALING_START;
            int next = SCALING_START;
            for (int i = 0; i < size && next != 0; i++) {
                next = (int) (last + bits.signedExponentialGolomb()) & 0xFF;
                last = next == 0 ? last : next;
            }
        }

        /** Returns by how many pixels cropping goes across (H.264, section 7.4.2.1.1: CropUnitX). */
        int cropAcross() {
            return !separatePlanes && (format == 1 || format == 2) ? 2 : 1;
        }

        /** Returns by how many rows of a frame cropping goes down, where frames are not made of fields. */
        int cropDown() {
            return !separatePlanes && format == 1 ? 2 : 1;
        }
    }

    private record Size(int width, int height, long directFlag) {
        static @Nullable Size read(BitReader bits, Colours colours) {
            long width = (bits.exponentialGolomb() + 1) * MACROBLOCK;
            long height = (bits.exponentialGolomb() + 1) * MACROBLOCK;
            int perFrame = bits.flag() ? 1 : 2;
            height *= perFrame;
            if (perFrame == 2) {
                bits.bit(); // mb_adaptive_frame_field_flag
            }
            long directFlag = bits.position();
            bits.bit(); // direct_8x8_inference_flag
            if (bits.flag()) {
                width -= colours.cropAcross() * (bits.exponentialGolomb() + bits.exponentialGolomb());
                height -= (long) perFrame * colours.cropDown() * (bits.exponentialGolomb() + bits.exponentialGolomb());
            }
            boolean sound = width > 0 && width <= MAX_SIDE && height > 0 && height <= MAX_SIDE;
            return sound ? new Size((int) width, (int) height, directFlag) : null;
        }
    }
}
