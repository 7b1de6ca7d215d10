package live.griot.recording.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;

/** How loud which tones are in what a decoder makes of a file: of the left side, from its first sample on. */
public final class Tones {
    private static final int RATE = 48_000;

    private final ShortBuffer samples;

    /** Decodes a file. */
    public Tones(Path file) {
        byte[] decoded = Ffmpeg.encode(
                "-i", file.toString(), "-map", "0:a:0", "-ac", "2", "-ar", "48000", "-f", "s16le", "-c:a", "pcm_s16le");
        samples = ByteBuffer.wrap(decoded).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    }

    /** Returns how long it is, in milliseconds. */
    public long lengthMillis() {
        return samples.limit() / 2 * 1_000L / RATE;
    }

    /** Returns the amplitude of a tone in a stretch, from 0 to 32,767 (Goertzel's algorithm). */
    public double amplitude(int hertz, long fromMillis, long toMillis) {
        int from = (int) (fromMillis * RATE / 1_000);
        int count = (int) ((toMillis - fromMillis) * RATE / 1_000);
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double last = 0;
        double beforeLast = 0;
        for (int i = 0; i < count; i++) {
            double now = samples.get(2 * (from + i)) + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        return 2 * Math.sqrt(Math.max(0, power)) / count;
    }
}
