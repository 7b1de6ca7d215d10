package live.griot.recording.frame;

import live.griot.recording.codec.OpusPacket;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/** Takes packets of Opus as they are; each says for itself whether it is stereo, so the track is. */
final class OpusFrameReader implements FrameReader {
    private static final TrackFormat STEREO = AudioFormats.opus(2);

    @Override
    public @Nullable ReadFrame read(byte[] frame) {
        return OpusPacket.duration(frame) == OpusPacket.MALFORMED ? null : ReadFrame.key(frame, STEREO);
    }
}
