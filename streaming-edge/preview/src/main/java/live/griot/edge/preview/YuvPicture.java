package live.griot.edge.preview;

/**
 * A picture in planes of 8-bit samples, chroma at half the width and height (4:2:0). The planes may be larger than what is shown.
 *
 * @param width of what is shown, in pixels
 * @param height of what is shown, in pixels
 * @param lumaStride how many samples a row of {@code y} takes
 * @param chromaStride how many samples a row of {@code u} and {@code v} takes
 */
@SuppressWarnings("ArrayRecordComponent") // Made by a decoder and handed on whole.
record YuvPicture(int width, int height, byte[] y, byte[] u, byte[] v, int lumaStride, int chromaStride) {
    /** The largest pictures that are decoded: that of a television in 4K, cinema's width. */
    static final int MAX_WIDTH = 4_096;

    static final int MAX_HEIGHT = 2_304;

    /** Refuses sizes that nobody shows, before anything is made for them. */
    static void checkSize(int width, int height) throws BadFrame {
        if (width < 1 || height < 1 || width > MAX_WIDTH || height > MAX_HEIGHT) {
            throw new BadFrame("a picture of %d x %d".formatted(width, height));
        }
    }
}
