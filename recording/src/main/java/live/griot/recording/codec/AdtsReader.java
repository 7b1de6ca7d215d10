package live.griot.recording.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the frames in a stream of AAC-LC in stereo at 48 kHz, as it is written into this (ADTS, ISO/IEC 14496-3, section 1.A.2). Not thread-safe.
 */
public final class AdtsReader extends OutputStream {
    /** How many samples a frame has on each side. */
    public static final int FRAME_SAMPLES = 1_024;

    private static final int HEADER = 7;
    private static final int CHECKSUM = 2;
    private static final int SYNC = 0xFFF;
    private static final int NO_CHECKSUM = 1;
    private static final int LONGEST = (1 << 13) - 1;
    /** Profile, rate and channels as they are for what is read: LC, 48 kHz, two. */
    private static final int EXPECTED = 0b01_0011_0_010;

    private final Consumer<byte[]> frames;
    private final byte[] held = new byte[LONGEST];
    private int length;

    /** Makes one that gives each frame on, without its header. */
    public AdtsReader(Consumer<byte[]> frames) {
        this.frames = frames;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Takes in some bytes. Throws where they are no such stream. */
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int left = count;
        while (left > 0) {
            int wanted = (length < HEADER ? HEADER : frameLength()) - length;
            int taken = Math.min(wanted, left);
            System.arraycopy(bytes, at, held, length, taken);
            length += taken;
            at += taken;
            left -= taken;
            if (length >= HEADER && length == frameLength()) {
                frames.accept(Arrays.copyOfRange(held, headerLength(), length));
                length = 0;
            }
        }
    }

    private int frameLength() throws IOException {
        int all = (held[3] & 0b11) << 11 | (held[4] & 0xFF) << 3 | (held[5] & 0xFF) >> 5;
        int sync = (held[0] & 0xFF) << 4 | (held[1] & 0xF0) >> 4;
        int what = (held[2] & 0xFF) << 2 | (held[3] & 0xC0) >> 6;
        boolean isSingle = (held[6] & 0b11) == 0;
        if (sync != SYNC || what != EXPECTED || !isSingle || all <= headerLength()) {
            throw new IOException("This is no AAC-LC in stereo at 48 kHz");
        }
        return all;
    }

    private int headerLength() {
        return (held[1] & NO_CHECKSUM) != 0 ? HEADER : HEADER + CHECKSUM;
    }
}
