package live.griot.edge.egress;

import java.util.Arrays;
import live.griot.edge.handover.FrameInfo;

/**
 * Leaves out the upper temporal layers of one source. Fewer layers are given at once, more of them one by one where a frame says that
 * one may begin with its layer. Not thread-safe: owned by the viewer's egress loop. RFC 7741, section 4.2.
 */
final class TemporalFilter {
    /** As many as two bits tell apart. */
    private static final int LAYERS = 4;

    /** The picture with which each layer began to be given. */
    private final long[] since = new long[LAYERS];

    private int wanted;
    private int current;

    /** Begins with a key frame, on which all layers rest. */
    void begin(long pictureId, int temporalId) {
        wanted = temporalId;
        restAllOn(pictureId);
    }

    private void restAllOn(long pictureId) {
        current = wanted;
        Arrays.fill(since, pictureId);
    }

    /** Wants the layers up to this one, from the next frame that allows it. */
    void want(int temporalId) {
        wanted = temporalId;
        current = Math.min(current, wanted);
    }

    /** Returns whether a frame that comes in order is to be given. */
    boolean accepts(FrameInfo frame) {
        int layer = frame.temporalId();
        if (frame.startsKeyFrame()) {
            restAllOn(frame.pictureId());
        } else if (layer == current + 1 && layer <= wanted && frame.layerSync()) {
            current = layer;
            since[layer] = frame.pictureId();
        }
        return layer <= current;
    }

    /** Returns whether a frame that comes late is to be given: when its layer was given at its time, and still is. */
    boolean allows(FrameInfo frame) {
        return frame.temporalId() <= current && frame.pictureId() >= since[frame.temporalId()];
    }
}
