package live.griot.edge.preview;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.rtp.Bytes;
import org.jcodec.codecs.vpx.VP8Util.QuantizationParams;
import org.jcodec.codecs.vpx.VPXConst;

/**
 * What stands before the macroblocks of a VP8 key frame (RFC 6386, section 9). What frames before it may have set is as it is at a stream's
 * beginning.
 *
 * @param modes reads on in the first partition, where the macroblocks' modes follow
 * @param partitions of coefficients; each row of macroblocks is in the next one
 * @param segmentProbabilities of the tree by which each macroblock names its segment; empty where none does
 * @param quantizers one a segment
 * @param skipProbability of a macroblock that has coefficients, 0 where each has
 * @param coefficients the probabilities of tokens, by type of block, band and context
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, by the decoder of one frame.
record Vp8Header(
        int width,
        int height,
        BoolReader modes,
        List<BoolReader> partitions,
        int[] segmentProbabilities,
        List<Quantizer> quantizers,
        Vp8LoopFilter filter,
        boolean skips,
        int skipProbability,
        int[][][][] coefficients) {
    private static final int SEGMENTS = 4;
    private static final int TAG = 3;
    private static final int START = 10;
    private static final int START_CODE = 0x9D012A;
    private static final int MAX_INDEX = 127;

    /** What coefficients are multiplied by: those of luma, of luma's second order, of chroma; the first and the others. */
    record Quantizer(int yDc, int yAc, int y2Dc, int y2Ac, int uvDc, int uvAc) {
        private static Quantizer read(int index, int[] deltas) {
            return new Quantizer(
                    dc(index + deltas[0]),
                    ac(index),
                    dc(index + deltas[1]) * 2,
                    Math.max(8, ac(index + deltas[2]) * 155 / 100),
                    Math.min(132, dc(index + deltas[3])),
                    ac(index + deltas[4]));
        }

        private static int dc(int index) {
            return QuantizationParams.dcQLookup[Math.clamp(index, 0, MAX_INDEX)];
        }

        private static int ac(int index) {
            return QuantizationParams.acQLookup[Math.clamp(index, 0, MAX_INDEX)];
        }
    }

    /** How segments differ from the rest of the frame. */
    private record Segments(boolean on, boolean absolute, int[] quantizers, int[] levels, int[] probabilities) {
        int of(int[] segments, int segment, int frame) {
            return !on ? frame : absolute ? segments[segment] : frame + segments[segment];
        }
    }

    /** Reads one. */
    static Vp8Header read(byte[] frame) throws BadFrame {
        if (frame.length <= START || Bytes.u24(frame, TAG) != START_CODE || (frame[0] & 1) != 0) {
            throw new BadFrame("no VP8 key frame");
        }
        int width = size(frame, 6);
        int height = size(frame, 8);
        YuvPicture.checkSize(width, height);
        int firstPartition = littleEndian24(frame, 0) >> 5;
        if (START + firstPartition > frame.length) {
            throw new BadFrame("a VP8 frame that is cut short");
        }
        BoolReader bits = new BoolReader(frame, START, firstPartition);
        bits.number(2); // The colour space, and whether to clamp: all decoders do.
        Segments segments = segments(bits);
        boolean simple = bits.flag();
        int level = bits.number(6);
        int sharpness = bits.number(3);
        int[] adjustments = filterAdjustments(bits);
        List<BoolReader> partitions = partitions(frame, START + firstPartition, 1 << bits.number(2));
        int index = bits.number(7);
        int[] deltas = {bits.optional(4), bits.optional(4), bits.optional(4), bits.optional(4), bits.optional(4)};
        List<Quantizer> quantizers = new ArrayList<>();
        int[] levels = new int[SEGMENTS];
        for (int segment = 0; segment < SEGMENTS; segment++) {
            quantizers.add(
                    Quantizer.read(Math.clamp(segments.of(segments.quantizers, segment, index), 0, MAX_INDEX), deltas));
            levels[segment] = Math.clamp(segments.of(segments.levels, segment, level), 0, 63);
        }
        bits.flag(); // Whether the probabilities that follow are kept for later frames.
        int[][][][] coefficients = coefficients(bits);
        boolean skips = bits.flag();
        return new Vp8Header(
                width,
                height,
                bits,
                partitions,
                segments.probabilities,
                quantizers,
                new Vp8LoopFilter(simple, level > 0, levels, sharpness, adjustments[0], adjustments[1]),
                skips,
                skips ? bits.number(8) : 0,
                coefficients);
    }

    /** Fourteen bits; above them is by how much to enlarge it, which a preview does its own way. */
    private static int size(byte[] frame, int at) {
        return (frame[at] & 0xFF) | (frame[at + 1] & 0x3F) << 8;
    }

    private static Segments segments(BoolReader bits) {
        int[] quantizers = new int[SEGMENTS];
        int[] levels = new int[SEGMENTS];
        int[] probabilities = {};
        boolean on = bits.flag();
        boolean absolute = false;
        if (on) {
            boolean map = bits.flag();
            if (bits.flag()) {
                absolute = bits.flag();
                for (int segment = 0; segment < SEGMENTS; segment++) {
                    quantizers[segment] = bits.optional(7);
                }
                for (int segment = 0; segment < SEGMENTS; segment++) {
                    levels[segment] = bits.optional(6);
                }
            }
            if (map) {
                probabilities = new int[SEGMENTS - 1];
                for (int i = 0; i < probabilities.length; i++) {
                    probabilities[i] = bits.flag() ? bits.number(8) : 255;
                }
            }
        }
        return new Segments(on, absolute, quantizers, levels, probabilities);
    }

    /** Returns by how much the level differs for macroblocks within one frame, and for those of them that are predicted in pieces. */
    private static int[] filterAdjustments(BoolReader bits) {
        int[] adjustments = new int[8];
        boolean on = bits.flag();
        if (on && bits.flag()) {
            for (int i = 0; i < adjustments.length; i++) {
                adjustments[i] = bits.optional(6);
            }
        }
        return new int[] {adjustments[0], adjustments[4]};
    }

    private static List<BoolReader> partitions(byte[] frame, int sizes, int count) throws BadFrame {
        int at = sizes + 3 * (count - 1);
        if (at > frame.length) {
            throw new BadFrame("a VP8 frame that is cut short");
        }
        List<BoolReader> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int left = frame.length - at;
            int told = i == count - 1 ? left : littleEndian24(frame, sizes + 3 * i);
            int length = Math.min(told, left);
            partitions.add(new BoolReader(frame, at, length));
            at += length;
        }
        return partitions;
    }

    private static int littleEndian24(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }

    private static int[][][][] coefficients(BoolReader bits) {
        int[][][][] usual = VPXConst.tokenDefaultBinProbs;
        int[][][][] read = new int[usual.length][usual[0].length][usual[0][0].length][usual[0][0][0].length];
        for (int type = 0; type < read.length; type++) {
            for (int band = 0; band < read[type].length; band++) {
                for (int context = 0; context < read[type][band].length; context++) {
                    for (int i = 0; i < read[type][band][context].length; i++) {
                        boolean differs = bits.bit(VPXConst.tokenProbUpdateFlagProbs[type][band][context][i]) != 0;
                        read[type][band][context][i] = differs ? bits.number(8) : usual[type][band][context][i];
                    }
                }
            }
        }
        return read;
    }
}
