package live.griot.recording.frame;

import live.griot.recording.codec.Vp9Header;
import live.griot.recording.mp4.VpFormat;
import org.jspecify.annotations.Nullable;

/** Takes frames of VP9 as they are. */
final class Vp9FrameReader implements FrameReader {
    private static final int MARKER = 0xC0;
    private static final int MARKED = 0x80;

    @Override
    public @Nullable ReadFrame read(byte[] frame) {
        if (frame.length == 0 || (frame[0] & MARKER) != MARKED) {
            return null;
        }
        Vp9Header head = Vp9Header.read(frame);
        return head == null ? ReadFrame.delta(frame) : ReadFrame.key(frame, VpFormat.vp9(head));
    }
}
