package live.griot.app.peer;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A picture that is never twice the same and costs an encoder something: a grainy wall that wanders by, and a bar that goes through it. And a tone beneath
 * it. Not thread-safe.
 */
final class TestPattern {
    /** The tone's samples a second. */
    static final int SAMPLE_RATE = 48_000;

    /** The samples of ten milliseconds. */
    static final int SAMPLES = SAMPLE_RATE / 100;

    private static final int LOUDNESS = 8_000;
    private static final int BAR = 16;
    private static final int GREY = 128;
    private static final int COLOUR = 60;
    private static final byte WHITE = (byte) 235;

    private final int width;
    private final int height;
    private final byte[] wall;
    private final byte blueness;
    private final byte redness;
    private final int tone;
    private long sample;

    TestPattern(Picture picture) {
        this.width = picture.width();
        this.height = picture.height();
        this.tone = picture.tone();
        int colour = picture.hue() == Picture.GREY ? 0 : COLOUR;
        this.blueness = (byte) (GREY + colour * Math.cos(Math.toRadians(picture.hue())));
        this.redness = (byte) (GREY + colour * Math.sin(Math.toRadians(picture.hue())));
        this.wall = new byte[2 * width * height];
        Random grain = new Random(1);
        for (int at = 0; at < wall.length; at++) {
            wall[at] = (byte) (96 + grain.nextInt(48));
        }
    }

    /** Returns a picture; the caller releases it. */
    NativeI420Buffer picture(int number) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(width, height);
        ByteBuffer luma = buffer.getDataY();
        int shift = number % width;
        int bar = 4 * number % Math.max(1, width - BAR);
        for (int row = 0; row < height; row++) {
            int start = row * buffer.getStrideY();
            luma.put(start, wall, row * 2 * width + shift, width);
            for (int column = bar; column < bar + BAR; column++) {
                luma.put(start + column, WHITE);
            }
        }
        fill(buffer.getDataU(), blueness);
        fill(buffer.getDataV(), redness);
        return buffer;
    }

    private static void fill(ByteBuffer chroma, byte value) {
        for (int at = 0; at < chroma.capacity(); at++) {
            chroma.put(at, value);
        }
    }

    /** Returns the next ten milliseconds of the tone, 16 bits a sample, one channel. */
    byte[] tone() {
        byte[] bytes = new byte[2 * SAMPLES];
        for (int at = 0; at < SAMPLES; at++, sample++) {
            int value = (int) (LOUDNESS * Math.sin(2 * Math.PI * tone * sample / SAMPLE_RATE));
            bytes[2 * at] = (byte) value;
            bytes[2 * at + 1] = (byte) (value >> 8);
        }
        return bytes;
    }
}
