package live.griot.app.peer;

/**
 * What somebody publishes.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param frameRate in frames a second
 * @param bitrate the most it may cost, in bits a second
 * @param hue its colour in degrees, by which to tell it from others, or {@link #GREY}; a browser's fake camera has its own
 * @param tone what is heard beneath it, in hertz; a browser's fake microphone beeps
 */
public record Picture(int width, int height, int frameRate, int bitrate, int hue, int tone) {
    /** Of no colour. */
    public static final int GREY = -1;

    private static final int CONCERT_PITCH = 440;

    /** Small and cheap: for many on one machine. */
    public static final Picture SMALL = new Picture(320, 180, 15, 300_000, GREY, CONCERT_PITCH);

    /** As a camera gives it, on a machine with little to spare. */
    public static final Picture CAMERA = new Picture(640, 360, 25, 1_200_000, GREY, CONCERT_PITCH);

    /** The same in a colour, 0 to 359 degrees. */
    public Picture in(int degrees) {
        return new Picture(width, height, frameRate, bitrate, degrees, tone);
    }

    /** The same above another tone, in hertz. */
    public Picture above(int hertz) {
        return new Picture(width, height, frameRate, bitrate, hue, hertz);
    }
}
