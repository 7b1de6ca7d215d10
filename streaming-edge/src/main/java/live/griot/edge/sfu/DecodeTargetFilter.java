package live.griot.edge.sfu;

import live.griot.edge.rtp.DependencyStructure;
import live.griot.edge.rtp.FrameTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the frames of one source that a decode target does not need, by what its dependency descriptors say. To another decode
 * target it changes at a frame that says that one may, and whose own references were all given. Not thread-safe: owned by the viewer's
 * egress loop. RTP Payload Format For AV1, sections A.7 and A.8.
 */
final class DecodeTargetFilter {
    private static final int NONE = -1;

    /** Which frames were given, by their numbers. */
    private final NumberMap frames = new NumberMap();

    private @Nullable DependencyStructure structure;
    private LayerLimits limits = LayerLimits.NONE;
    private int activeTargets;
    private int target = NONE;

    /** Begins with a source. */
    void begin(long frameNumber, LayerLimits wanted) {
        frames.begin(frameNumber, frameNumber);
        structure = null;
        target = NONE;
        want(wanted);
    }

    /** Wants layers up to these, from the next frame that allows it. */
    void want(LayerLimits wanted) {
        limits = wanted;
    }

    /** Returns whether a packet that comes in order is to be given. */
    boolean accepts(FrameDescriptor descriptor) {
        if (!frames.isAhead(descriptor.frameNumber())) {
            return frames.isKept(descriptor.frameNumber());
        }
        boolean given = isPartOfTarget(descriptor);
        if (given) {
            frames.keep(descriptor.frameNumber());
        } else {
            frames.drop(descriptor.frameNumber());
        }
        return given;
    }

    /** Returns whether a packet that comes late is to be given. */
    boolean allows(FrameDescriptor descriptor) {
        long number = descriptor.frameNumber();
        if (frames.isAhead(number) || !frames.isKept(number)) {
            return false;
        }
        FrameTemplate frame = descriptor.frame();
        boolean wanted = !frames.isAwaited(number)
                || frame == null
                || target == NONE
                || !isSame(descriptor.structure(), structure)
                || frame.indication(target) != FrameTemplate.NOT_PRESENT;
        if (wanted) {
            frames.takeAwaited(number);
        }
        return wanted;
    }

    private boolean isPartOfTarget(FrameDescriptor descriptor) {
        FrameTemplate frame = descriptor.frame();
        DependencyStructure current = descriptor.structure();
        if (frame == null || current == null) {
            return true;
        }
        activeTargets = descriptor.activeTargets();
        if (!isSame(current, structure)) {
            structure = current;
            target = best(current);
        } else {
            changeTarget(current, frame, descriptor.frameNumber());
        }
        return target == NONE || frame.indication(target) != FrameTemplate.NOT_PRESENT;
    }

    @SuppressWarnings("ReferenceEquality") // Read once, and shared by all frames that mean it.
    private static boolean isSame(@Nullable DependencyStructure one, @Nullable DependencyStructure other) {
        return one == other;
    }

    /** Goes to the best target that can be begun with here, if it is better than the current one or that one is not wanted. */
    private void changeTarget(DependencyStructure current, FrameTemplate frame, long number) {
        int chosen = target != NONE && isWanted(current, target) ? target : NONE;
        for (int candidate = 0; candidate < current.decodeTargets(); candidate++) {
            if (frame.indication(candidate) == FrameTemplate.SWITCH
                    && isWanted(current, candidate)
                    && (chosen == NONE || rank(current, candidate) > rank(current, chosen))
                    && isDecodable(frame, number)) {
                chosen = candidate;
            }
        }
        target = chosen == NONE ? target : chosen;
    }

    private int best(DependencyStructure current) {
        int best = NONE;
        for (int candidate = 0; candidate < current.decodeTargets(); candidate++) {
            if (isWanted(current, candidate) && (best == NONE || rank(current, candidate) > rank(current, best))) {
                best = candidate;
            }
        }
        return best;
    }

    private boolean isWanted(DependencyStructure current, int candidate) {
        return (activeTargets >>> candidate & 1) != 0
                && current.targetSpatialIds()[candidate] <= limits.spatialId()
                && current.targetTemporalIds()[candidate] <= limits.temporalId();
    }

    /** A larger picture is better than a smoother one. */
    private static int rank(DependencyStructure current, int candidate) {
        return current.targetSpatialIds()[candidate] << 8 | current.targetTemporalIds()[candidate];
    }

    private boolean isDecodable(FrameTemplate frame, long number) {
        for (int back : frame.references()) {
            long reference = number - back;
            if (frames.isAhead(reference) || !frames.isKept(reference) || frames.isAwaited(reference)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a frame is of the largest layer that is given, so that its end is the end of the picture. */
    boolean isTop(FrameDescriptor descriptor) {
        FrameTemplate frame = descriptor.frame();
        DependencyStructure current = structure;
        return frame != null
                && current != null
                && target != NONE
                && frame.spatialId() == current.targetSpatialIds()[target];
    }

    /** Returns whether a better picture is wanted than the current target's, which only a key frame brings for sure. */
    boolean wantsKeyFrame() {
        DependencyStructure current = structure;
        if (current == null) {
            return false;
        }
        int best = best(current);
        return best != NONE
                && (target == NONE
                        || !isWanted(current, target)
                        || current.targetSpatialIds()[best] > current.targetSpatialIds()[target]);
    }
}
