package live.griot.edge.preview;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What VP8 takes pixels to be from those around them (RFC 6386, section 12). Above the picture all is 127, left of it 129. Works in one plane;
 * places are indexes in it. Not thread-safe.
 */
final class Vp8Prediction {
    static final int DC = 0;
    static final int VERTICAL = 1;
    static final int HORIZONTAL = 2;
    static final int TRUE_MOTION = 3;

    private static final int ABOVE = 127;
    private static final int BESIDE = 129;
    /** The corner among the pixels around a block of four: before it those to the left from below, after it those above. */
    private static final int CORNER = 4;

    private final byte[] plane;
    private final int stride;
    private final int[] around = new int[13];

    Vp8Prediction(byte[] plane, int stride) {
        this.plane = plane;
        this.stride = stride;
    }

    /** Predicts a whole block of 16 or 8. */
    void whole(int mode, int x, int y, int size) {
        int place = y * stride + x;
        if (mode == DC) {
            fill(place, size, average(x, y, size));
            return;
        }
        int corner = pixel(x - 1, y - 1);
        for (int row = 0; row < size; row++) {
            int beside = pixel(x - 1, y + row);
            for (int column = 0; column < size; column++) {
                int above = pixel(x + column, y - 1);
                plane[place + row * stride + column] = (byte)
                        switch (mode) {
                            case VERTICAL -> above;
                            case HORIZONTAL -> beside;
                            default -> Math.clamp(beside + above - corner, 0, 255);
                        };
            }
        }
    }

    private int average(int x, int y, int size) {
        int sum = 0;
        int count = 0;
        if (y > 0) {
            for (int i = 0; i < size; i++) {
                sum += pixel(x + i, y - 1);
            }
            count += size;
        }
        if (x > 0) {
            for (int i = 0; i < size; i++) {
                sum += pixel(x - 1, y + i);
            }
            count += size;
        }
        return count == 0 ? 128 : (sum + count / 2) / count;
    }

    private void fill(int place, int size, int value) {
        for (int row = 0; row < size; row++) {
            Arrays.fill(plane, place + row * stride, place + row * stride + size, (byte) value);
        }
    }

    private int pixel(int x, int y) {
        return y < 0 ? ABOVE : x < 0 ? BESIDE : plane[y * stride + x] & 0xFF;
    }

    /**
     * Returns the four pixels above and to the right of a macroblock, which all blocks at its right edge share. Where no macroblock is, it
     * is what is above the picture.
     */
    int[] aboveRight(int x, int y, boolean last) {
        int[] pixels = new int[4];
        for (int i = 0; i < 4; i++) {
            pixels[i] = pixel(last && y > 0 ? x - 1 : x + i, y - 1);
        }
        return pixels;
    }

    /** Predicts a block of four; {@code aboveRight} is null where the pixels there are those of the plane. */
    void piece(int mode, int x, int y, int @Nullable [] aboveRight) {
        for (int i = 0; i < 4; i++) {
            around[CORNER - 1 - i] = pixel(x - 1, y + i);
            around[CORNER + 1 + i] = pixel(x + i, y - 1);
            around[CORNER + 5 + i] = aboveRight == null ? pixel(x + 4 + i, y - 1) : aboveRight[i];
        }
        around[CORNER] = pixel(x - 1, y - 1);
        int place = y * stride + x;
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                plane[place + row * stride + column] = (byte) predicted(mode, row, column);
            }
        }
    }

    private int predicted(int mode, int row, int column) {
        return switch (mode) {
            case 0 -> mean();
            case 1 -> Math.clamp(around[CORNER - 1 - row] + around[CORNER + 1 + column] - around[CORNER], 0, 255);
            case 2 -> three(CORNER + 1 + column);
            case 3 -> row == 3 ? three(1, 0, 0) : three(CORNER - 1 - row);
            case 4 -> row + column == 6 ? three(11, 12, 12) : three(CORNER + 2 + row + column);
            case 5 -> three(CORNER - row + column);
            case 6 -> verticalRight(row, column);
            case 7 -> verticalLeft(row, column);
            case 8 -> horizontalDown(row, column);
            default -> horizontalUp(row, column);
        };
    }

    private int mean() {
        int sum = 4;
        for (int i = 1; i <= 4; i++) {
            sum += around[CORNER - i] + around[CORNER + i];
        }
        return sum >> 3;
    }

    private int verticalRight(int row, int column) {
        int steep = 2 * column - row;
        if (steep < 0) {
            return three(steep == -1 ? CORNER : CORNER + 1 + steep);
        }
        int at = CORNER + (steep >> 1);
        return (steep & 1) == 0 ? two(at) : three(at + 1);
    }

    private int verticalLeft(int row, int column) {
        if (column == 3 && row >= 2) {
            return three(row == 2 ? 10 : 11);
        }
        int at = CORNER + 1 + column + (row >> 1);
        return (row & 1) == 0 ? two(at) : three(at + 1);
    }

    private int horizontalDown(int row, int column) {
        int flat = 2 * row - column;
        if (flat < 0) {
            return three(flat == -1 ? CORNER : CORNER - 1 - flat);
        }
        int at = CORNER - 1 - (flat >> 1);
        return (flat & 1) == 0 ? two(at) : three(at);
    }

    private int horizontalUp(int row, int column) {
        int step = 2 * row + column;
        if (step > 5) {
            return around[0];
        }
        if (step == 5) {
            return three(1, 0, 0);
        }
        int at = CORNER - 1 - (step >> 1);
        return (step & 1) == 0 ? two(at - 1) : three(at - 1);
    }

    private int two(int at) {
        return (around[at] + around[at + 1] + 1) >> 1;
    }

    /** The weighted mean of three in a row. */
    private int three(int middle) {
        return three(middle - 1, middle, middle + 1);
    }

    private int three(int first, int second, int third) {
        return (around[first] + 2 * around[second] + around[third] + 2) >> 2;
    }
}
