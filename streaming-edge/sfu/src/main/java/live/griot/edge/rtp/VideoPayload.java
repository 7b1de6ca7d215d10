package live.griot.edge.rtp;

import org.jspecify.annotations.Nullable;

/**
 * A view of what one video payload tells of its frame, whatever the codec: what a router needs to begin, to switch and to leave layers
 * out. It keeps numbers, not the array, and is wrapped around one payload after another. Not thread-safe.
 */
public abstract class VideoPayload {
    /** What {@link #pictureIdOffset} and {@link #tl0Offset} return where there is none. */
    public static final int NONE = -1;

    boolean startsFrame;
    boolean startsKeyFrame;
    int width;
    int height;
    int pictureIdOffset;
    int pictureIdBits;
    int pictureId;
    int tl0Offset;
    int tl0;
    int temporalId;
    boolean layerSync;

    VideoPayload() {}

    /** Returns a new view for a codec; null for those of sound. */
    public static @Nullable VideoPayload of(Codec codec) {
        return switch (codec) {
            case VP8 -> new Vp8Payload();
            case H264 -> new H264Payload();
            case VP9 -> new Vp9Payload();
            case AV1 -> new Av1Payload();
            case OPUS, RED -> null;
        };
    }

    /** Wraps a payload; returns false when it is cut short or makes no sense, and then it tells nothing. */
    public final boolean wrap(byte[] bytes, int offset, int length) {
        clear();
        if (length > 0 && read(bytes, offset, length)) {
            return true;
        }
        clear();
        return false;
    }

    /** Reads at most {@code length} bytes, one or more, from {@code offset}; returns whether they make sense. */
    abstract boolean read(byte[] bytes, int offset, int length);

    private void clear() {
        startsFrame = false;
        startsKeyFrame = false;
        width = 0;
        height = 0;
        pictureIdOffset = NONE;
        pictureIdBits = 0;
        pictureId = 0;
        tl0Offset = NONE;
        tl0 = 0;
        temporalId = 0;
        layerSync = false;
    }

    /** Returns whether a frame begins here, as far as the codec tells. */
    public final boolean startsFrame() {
        return startsFrame;
    }

    /** Returns whether a key frame begins here, with all that a decoder needs to begin. */
    public final boolean startsKeyFrame() {
        return startsKeyFrame;
    }

    /** Returns the picture's width in pixels if this payload tells it, else 0. */
    public final int width() {
        return width;
    }

    /** Returns the picture's height in pixels if this payload tells it, else 0. */
    public final int height() {
        return height;
    }

    /** Returns where the picture id begins, counted from the payload's first byte, or {@link #NONE}. */
    public final int pictureIdOffset() {
        return pictureIdOffset;
    }

    /** Returns the bits of the picture id: 7 in one byte, 15 in two, 0 for none. */
    public final int pictureIdBits() {
        return pictureIdBits;
    }

    /** Returns the picture id, which wraps at its bits. */
    public final int pictureId() {
        return pictureId;
    }

    /** Returns where the index of the lowest temporal layer (TL0PICIDX, 8 bits) stands, or {@link #NONE}. */
    public final int tl0Offset() {
        return tl0Offset;
    }

    /** Returns the index of the lowest temporal layer, 0 to 255. */
    public final int tl0() {
        return tl0;
    }

    /** Returns the temporal layer, 0 for the lowest and where there is but one. */
    public final int temporalId() {
        return temporalId;
    }

    /** Returns whether the frame needs none of its own temporal layer before it, so that one may begin with that layer here. */
    public final boolean layerSync() {
        return layerSync;
    }
}
