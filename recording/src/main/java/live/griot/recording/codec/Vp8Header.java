package live.griot.recording.codec;

import org.jspecify.annotations.Nullable;

/**
 * The head of a VP8 key frame (RFC 6386, section 9.1).
 *
 * @param width in pixels, 1 to 16,383
 * @param height likewise
 */
public record Vp8Header(int width, int height) {
    private static final int LENGTH = 10;
    private static final int SIDE = 0x3FFF;

    /** Reads one; null where the frame is no key frame, or makes no sense. */
    public static @Nullable Vp8Header read(byte[] frame) {
        boolean isKey = frame.length >= LENGTH && (frame[0] & 1) == 0;
        if (!isKey || (frame[3] & 0xFF) != 0x9D || frame[4] != 0x01 || frame[5] != 0x2A) {
            return null;
        }
        int width = ((frame[7] & 0xFF) << 8 | (frame[6] & 0xFF)) & SIDE;
        int height = ((frame[9] & 0xFF) << 8 | (frame[8] & 0xFF)) & SIDE;
        return width > 0 && height > 0 ? new Vp8Header(width, height) : null;
    }
}
