package live.griot.tools.publish;

import java.nio.ByteBuffer;

/**
 * One picture's planes (I420), reused from picture to picture. Luma has a byte for each pixel, the others one for each four; rows follow
 * each other without gaps.
 */
@SuppressWarnings("ArrayRecordComponent") // Planes are bytes that are drawn into.
record Frame(int width, int height, byte[] luma, byte[] blue, byte[] red) {
    /** Makes an empty picture; width and height are even. */
    static Frame of(int width, int height) {
        return new Frame(
                width, height, new byte[width * height], new byte[width * height / 4], new byte[width * height / 4]);
    }

    /** Copies one plane into a buffer whose rows are {@code stride} bytes apart. */
    static void copy(byte[] plane, int width, ByteBuffer to, int stride) {
        for (int row = 0; row * width < plane.length; row++) {
            to.put(row * stride, plane, row * width, width);
        }
    }
}
