package live.griot.api.tap;

import live.griot.api.id.UserId;

/**
 * A stream of which frames come.
 *
 * @param person who publishes it
 */
public record TappedStream(StreamId id, UserId person, Source source, FrameCodec codec) {
    /** What a stream shows or plays. */
    public enum Source {
        /** The picture of a camera. */
        CAMERA,
        /** The sound of a microphone. */
        MICROPHONE,
        /** The picture of a screen. */
        SCREEN,
        /** The sound of a screen. */
        SCREEN_AUDIO
    }
}
