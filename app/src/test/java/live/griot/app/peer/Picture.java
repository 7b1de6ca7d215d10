package live.griot.app.peer;

/**
 * What somebody publishes.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param frameRate in frames a second
 * @param bitrate the most it may cost, in bits a second
 */
public record Picture(int width, int height, int frameRate, int bitrate) {
    /** Small and cheap: for many on one machine. */
    public static final Picture SMALL = new Picture(320, 180, 15, 300_000);

    /** As a camera gives it, on a machine with little to spare. */
    public static final Picture CAMERA = new Picture(640, 360, 25, 1_200_000);
}
