package live.griot.edge.handover;

import live.griot.edge.rtp.VideoPayload;
import org.jspecify.annotations.Nullable;

/**
 * What a packet tells of the video frame it belongs to. Immutable.
 *
 * @param pictureIdOffset where the picture id stands in the payload, or -1
 * @param pictureIdBits 7 or 15; 0 for none
 * @param pictureId without its wraps, so that it grows for as long as the stream lasts
 * @param tl0Offset where the index of the lowest temporal layer stands in the payload, or -1
 * @param tl0 that index, 0 to 255
 * @param temporalId 0 for the lowest layer
 * @param layerSync whether one may begin with the frame's temporal layer here
 * @param descriptor of the frame's dependencies, where the publisher sends one and the codec has layers to leave out
 */
public record FrameInfo(
        boolean startsKeyFrame,
        int pictureIdOffset,
        int pictureIdBits,
        long pictureId,
        int tl0Offset,
        int tl0,
        int temporalId,
        boolean layerSync,
        @Nullable FrameDescriptor descriptor) {

    /** A packet that tells nothing: sound, or a later piece of a frame. */
    public static final FrameInfo NONE =
            new FrameInfo(false, VideoPayload.NONE, 0, 0, VideoPayload.NONE, 0, 0, false, null);

    /** The first piece of a key frame, in a codec that tells no more. */
    public static final FrameInfo KEY_FRAME_START =
            new FrameInfo(true, VideoPayload.NONE, 0, 0, VideoPayload.NONE, 0, 0, false, null);

    /** Returns whether the frame is numbered. */
    public boolean hasPictureId() {
        return pictureIdBits > 0;
    }
}
