package live.griot.recording.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a container has to know out of an AV1 sequence header (AV1 Bitstream and Decoding Process Specification, section 5.5).
 *
 * @param profile seq_profile, 0 to 2
 * @param level seq_level_idx of the first operating point, 0 to 31
 * @param tier seq_tier of it, 0 or 1
 * @param bitDepth 8, 10 or 12
 * @param monochrome whether there is no colour
 * @param halvedAcross whether there are half as many colours as pixels across
 * @param halvedDown likewise down
 * @param samplePosition chroma_sample_position, 0 to 3
 * @param width max_frame_width, in pixels, 1 to {@value SequenceParameterSet#MAX_SIDE}
 * @param height likewise
 */
public record Av1SequenceHeader(
        int profile,
        int level,
        int tier,
        int bitDepth,
        boolean monochrome,
        boolean halvedAcross,
        boolean halvedDown,
        int samplePosition,
        int width,
        int height) {
    private static final int MAX_PROFILE = 2;
    private static final int LEVEL_WITH_TIERS = 8;
    private static final int CHOSEN_BY_FRAMES = 2;
    private static final int BT_709 = 1;
    private static final int SRGB = 13;
    private static final int IDENTITY = 0;

    /** Reads the payload of a sequence header's unit; null where it is cut short or absurd. */
    public static @Nullable Av1SequenceHeader read(byte[] bytes, int offset, int length) {
        BitReader bits = new BitReader(bytes, offset, length);
        int profile = (int) bits.bits(3);
        bits.bit(); // still_picture
        boolean reduced = bits.flag();
        Operation operation = reduced ? new Operation((int) bits.bits(5), 0) : Operation.read(bits);
        int widthBits = (int) bits.bits(4) + 1;
        int heightBits = (int) bits.bits(4) + 1;
        int width = (int) bits.bits(widthBits) + 1;
        int height = (int) bits.bits(heightBits) + 1;
        skipTools(bits, reduced);
        Colours colours = Colours.read(bits, profile);
        if (bits.overrun() || profile > MAX_PROFILE || Math.max(width, height) > SequenceParameterSet.MAX_SIDE) {
            return null;
        }
        return new Av1SequenceHeader(
                profile,
                operation.level,
                operation.tier,
                colours.bitDepth,
                colours.monochrome,
                colours.halvedAcross,
                colours.halvedDown,
                colours.samplePosition,
                width,
                height);
    }

    private static void skipTools(BitReader bits, boolean reduced) {
        if (!reduced && bits.flag()) {
            bits.skip(7); // lengths of frame ids
        }
        bits.skip(3); // superblocks, filter_intra, intra_edge_filter
        if (!reduced) {
            bits.skip(4); // interintra, masked, warped, dual_filter
            boolean ordered = bits.flag();
            if (ordered) {
                bits.skip(2); // jnt_comp, ref_frame_mvs
            }
            boolean chosen = bits.flag();
            int screenContent = chosen ? CHOSEN_BY_FRAMES : bits.bit();
            if (screenContent > 0 && !bits.flag()) {
                bits.bit(); // seq_force_integer_mv
            }
            if (ordered) {
                bits.skip(3); // order_hint_bits
            }
        }
        bits.skip(3); // superres, cdef, restoration
    }

    private record Operation(int level, int tier) {
        static Operation read(BitReader bits) {
            int delayBits = 0;
            if (bits.flag()) {
                delayBits = readTiming(bits);
            }
            boolean delaysShown = bits.flag();
            int points = (int) bits.bits(5) + 1;
            Operation first = new Operation(0, 0);
            for (int point = 0; point < points; point++) {
                bits.skip(12); // operating_point_idc
                int level = (int) bits.bits(5);
                Operation next = new Operation(level, level >= LEVEL_WITH_TIERS ? bits.bit() : 0);
                if (delayBits > 0 && bits.flag()) {
                    bits.skip(2 * delayBits + 1);
                }
                if (delaysShown && bits.flag()) {
                    bits.skip(4);
                }
                first = point == 0 ? next : first;
            }
            return first;
        }

        /** Returns how many bits a delay has; 0 where there is no decoder model. */
        private static int readTiming(BitReader bits) {
            bits.skip(64); // num_units_in_display_tick, time_scale
            if (bits.flag()) {
                bits.exponentialGolomb(); // num_ticks_per_picture_minus_1: uvlc() counts as ue(v) does
            }
            if (!bits.flag()) {
                return 0;
            }
            int delayBits = (int) bits.bits(5) + 1;
            bits.skip(42); // num_units_in_decoding_tick and two lengths
            return delayBits;
        }
    }

    private record Colours(
            int bitDepth, boolean monochrome, boolean halvedAcross, boolean halvedDown, int samplePosition) {
        static Colours read(BitReader bits, int profile) {
            boolean deep = bits.flag();
            int bitDepth = !deep ? 8 : profile == 2 && bits.flag() ? 12 : 10;
            boolean monochrome = profile != 1 && bits.flag();
            int primaries = 2;
            int transfer = 2;
            int matrix = 2;
            if (bits.flag()) {
                primaries = (int) bits.bits(8);
                transfer = (int) bits.bits(8);
                matrix = (int) bits.bits(8);
            }
            if (monochrome) {
                bits.bit(); // color_range
                return new Colours(bitDepth, true, true, true, 0);
            }
            if (primaries == BT_709 && transfer == SRGB && matrix == IDENTITY) {
                return new Colours(bitDepth, false, false, false, 0);
            }
            bits.bit(); // color_range
            boolean across = profile == 0 || (profile == 2 && (bitDepth < 12 || bits.flag()));
            boolean down = profile == 0 || (profile == 2 && bitDepth == 12 && across && bits.flag());
            return new Colours(bitDepth, false, across, down, across && down ? (int) bits.bits(2) : 0);
        }
    }
}
