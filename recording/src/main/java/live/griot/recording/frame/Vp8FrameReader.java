package live.griot.recording.frame;

import live.griot.recording.codec.Vp8Header;
import live.griot.recording.mp4.VpFormat;
import org.jspecify.annotations.Nullable;

/** Takes frames of VP8 as they are. */
final class Vp8FrameReader implements FrameReader {
    /** What stands before each frame (RFC 6386, section 9.1). */
    private static final int TAG = 3;

    @Override
    public @Nullable ReadFrame read(byte[] frame) {
        if (frame.length < TAG) {
            return null;
        }
        if ((frame[0] & 1) != 0) {
            return ReadFrame.delta(frame);
        }
        Vp8Header head = Vp8Header.read(frame);
        return head == null ? null : ReadFrame.key(frame, VpFormat.vp8(head));
    }
}
