package live.griot.recording.codec;

import org.jspecify.annotations.Nullable;

/**
 * The head of a VP9 key frame (VP9 Bitstream and Decoding Process Specification, section 6.2).
 *
 * @param profile 0 to 3
 * @param bitDepth 8, 10 or 12
 * @param colourSpace as the bitstream counts them
 * @param fullRange whether samples use their whole range
 * @param halvedAcross whether there are half as many colours as pixels across
 * @param halvedDown likewise down
 * @param width in pixels, 1 to {@value SequenceParameterSet#MAX_SIDE}
 * @param height likewise
 */
public record Vp9Header(
        int profile,
        int bitDepth,
        int colourSpace,
        boolean fullRange,
        boolean halvedAcross,
        boolean halvedDown,
        int width,
        int height) {
    private static final int MARKER = 2;
    private static final int SYNC_CODE = 0x498342;
    private static final int RGB = 7;

    /** Reads one; null where the frame is no key frame, or makes no sense. */
    public static @Nullable Vp9Header read(byte[] frame) {
        BitReader bits = new BitReader(frame, 0, frame.length);
        boolean marked = bits.bits(2) == MARKER;
        int profile = bits.bit() | bits.bit() << 1;
        boolean reserved = profile == 3 && bits.flag();
        boolean repeats = bits.flag();
        boolean isKey = !bits.flag();
        bits.skip(2); // show_frame, error_resilient_mode
        if (!marked || reserved || repeats || !isKey || bits.bits(24) != SYNC_CODE) {
            return null;
        }
        int bitDepth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
        int colourSpace = (int) bits.bits(3);
        boolean anySampling = (profile & 1) != 0;
        boolean fullRange = true;
        boolean across = false;
        boolean down = false;
        if (colourSpace != RGB) {
            fullRange = bits.flag();
            across = !anySampling || bits.flag();
            down = !anySampling || bits.flag();
        } else if (!anySampling) {
            return null;
        }
        if (anySampling) {
            bits.bit(); // reserved_zero
        }
        int width = (int) bits.bits(16) + 1;
        int height = (int) bits.bits(16) + 1;
        return bits.overrun() || Math.max(width, height) > SequenceParameterSet.MAX_SIDE
                ? null
                : new Vp9Header(profile, bitDepth, colourSpace, fullRange, across, down, width, height);
    }
}
