package live.griot.edge.preview;

import java.util.Arrays;
import org.jcodec.codecs.vpx.VPXConst;

/**
 * Reads the coefficients of one macroblock after another (RFC 6386, section 13), multiplied by their quantizers, and turns what is of second
 * order into first. Not thread-safe.
 */
final class Vp8Coefficients {
    /** Sixteen blocks of luma, four of each chroma. */
    static final int BLOCKS = 24;

    private static final int Y_AFTER_Y2 = 0;
    private static final int Y2 = 1;
    private static final int CHROMA = 2;
    private static final int Y_WITH_DC = 3;
    /** Of luma 0 to 3, of the chromas 4 to 7, of the second order 8. */
    private static final int FLAGS = 9;

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7};
    private static final int[][] CATEGORIES = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private final int[][][][] probabilities;
    /** Whether the blocks above, and those to the left, have coefficients. */
    private final int[][] above;

    private final int[] left = new int[FLAGS];
    private final int[] values = new int[BLOCKS * 16];
    private final int[] secondOrder = new int[16];

    Vp8Coefficients(Vp8Header header, int columns) {
        this.probabilities = header.coefficients();
        this.above = new int[columns][FLAGS];
    }

    /** Begins a row of macroblocks. */
    void beginRow() {
        Arrays.fill(left, 0);
    }

    /** Returns what was read: sixteen of each block, row by row. */
    int[] values() {
        return values;
    }

    /** Notes a macroblock that has none. */
    void skip(int column, boolean hasSecondOrder) {
        int flags = hasSecondOrder ? FLAGS : FLAGS - 1;
        Arrays.fill(above[column], 0, flags, 0);
        Arrays.fill(left, 0, flags, 0);
    }

    /** Reads a macroblock's; returns whether there are any. */
    boolean read(BoolReader bits, int column, boolean hasSecondOrder, Vp8Header.Quantizer quantizer) {
        Arrays.fill(values, 0);
        boolean any = false;
        if (hasSecondOrder) {
            Arrays.fill(secondOrder, 0);
            any = block(bits, Y2, column, 8, 8, 0, secondOrder, 0, quantizer.y2Dc(), quantizer.y2Ac());
            Vp8Transform.secondOrder(secondOrder, values);
        }
        int type = hasSecondOrder ? Y_AFTER_Y2 : Y_WITH_DC;
        int first = hasSecondOrder ? 1 : 0;
        for (int i = 0; i < 16; i++) {
            any |= block(bits, type, column, i & 3, i >> 2, first, values, i * 16, quantizer.yDc(), quantizer.yAc());
        }
        for (int i = 16; i < BLOCKS; i++) {
            int plane = 4 + ((i - 16) >> 2) * 2;
            any |= block(
                    bits,
                    CHROMA,
                    column,
                    plane + (i & 1),
                    plane + (i >> 1 & 1),
                    0,
                    values,
                    i * 16,
                    quantizer.uvDc(),
                    quantizer.uvAc());
        }
        return any;
    }

    private boolean block(
            BoolReader bits, int type, int column, int up, int beside, int first, int[] into, int at, int dc, int ac) {
        int end = tokens(bits, probabilities[type], above[column][up] + left[beside], first, into, at, dc, ac);
        boolean any = end > first;
        above[column][up] = any ? 1 : 0;
        left[beside] = any ? 1 : 0;
        return any;
    }

    /** Returns where the block ended. */
    private static int tokens(
            BoolReader bits, int[][][] bands, int context, int first, int[] into, int at, int dc, int ac) {
        int[] odds = bands[BANDS[first]][context];
        int i = first;
        while (bits.bit(odds[0]) != 0) {
            while (bits.bit(odds[1]) == 0) {
                if (++i == 16) {
                    return i;
                }
                odds = bands[BANDS[i]][0];
            }
            int size = size(bits, odds);
            into[at + VPXConst.zigzag[i]] = (bits.flag() ? -size : size) * (i == 0 ? dc : ac);
            if (++i == 16) {
                return i;
            }
            odds = bands[BANDS[i]][size == 1 ? 1 : 2];
        }
        return i;
    }

    private static int size(BoolReader bits, int[] odds) {
        if (bits.bit(odds[2]) == 0) {
            return 1;
        }
        if (bits.bit(odds[3]) == 0) {
            return bits.bit(odds[4]) == 0 ? 2 : 3 + bits.bit(odds[5]);
        }
        if (bits.bit(odds[6]) == 0) {
            return bits.bit(odds[7]) == 0 ? 5 + bits.bit(159) : 7 + 2 * bits.bit(165) + bits.bit(145);
        }
        int high = bits.bit(odds[8]);
        int category = 2 * high + bits.bit(odds[9 + high]);
        int extra = 0;
        for (int probability : CATEGORIES[category]) {
            extra = extra << 1 | bits.bit(probability);
        }
        return 3 + (8 << category) + extra;
    }
}
