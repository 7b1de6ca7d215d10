package live.griot.recording.frame;

import live.griot.api.tap.FrameCodec;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/** Makes samples of one stream's frames, in the order in which they are decoded. Not thread-safe. */
interface FrameReader {
    /**
     * What a frame is for a track.
     *
     * @param bytes of the sample; none where the frame only told parameters
     * @param keyFrame whether a decoder can begin with it
     * @param format of the samples from here on, there with each key frame; else null
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes of a frame, handed on and never changed.
    record ReadFrame(
            byte[] bytes, boolean keyFrame, @Nullable TrackFormat format) {
        /** A frame that others depend on. */
        static ReadFrame delta(byte[] bytes) {
            return new ReadFrame(bytes, false, null);
        }

        /** A frame that a decoder can begin with. */
        static ReadFrame key(byte[] bytes, TrackFormat format) {
            return new ReadFrame(bytes, true, format);
        }
    }

    /** Reads a frame; null where it makes no sense. */
    @Nullable
    ReadFrame read(byte[] frame);

    /** Returns one for streams of a codec. */
    static FrameReader of(FrameCodec codec) {
        return switch (codec) {
            case OPUS -> new OpusFrameReader();
            case VP8 -> new Vp8FrameReader();
            case VP9 -> new Vp9FrameReader();
            case H264 -> new H264FrameReader();
            case AV1 -> new Av1FrameReader();
        };
    }
}
