package live.griot.edge.sfu;

/**
 * Leaves out the upper temporal layers of one source. Fewer layers are given at once, more of them one by one where a frame says that
 * one may begin with its layer. Not thread-safe: owned by the viewer's egress loop. RFC 7741, section 4.2.
 */
final class TemporalFilter {
    /** More than any codec has. */
    static final int ALL = 7;

    private int wanted = ALL;
    private int current = ALL;

    /** Begins with a key frame, on which all layers rest. */
    void begin(int wantedTemporalId) {
        wanted = wantedTemporalId;
        current = wantedTemporalId;
    }

    /** Wants the layers up to this one, from the next frame that allows it. */
    void want(int wantedTemporalId) {
        wanted = wantedTemporalId;
        current = Math.min(current, wanted);
    }

    /** Returns whether a frame that comes in order is to be given. */
    boolean accepts(FrameInfo frame) {
        int layer = frame.temporalId();
        if (frame.startsKeyFrame() || (layer == current + 1 && layer <= wanted && frame.layerSync())) {
            current = frame.startsKeyFrame() ? wanted : layer;
        }
        return layer <= current;
    }

    /** Returns whether a frame that comes late is to be given. */
    boolean allows(FrameInfo frame) {
        return frame.temporalId() <= current;
    }
}
