package live.griot.edge.egress;

import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.rtp.DependencyStructure;
import live.griot.edge.rtp.FrameTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the frames of one source that a decode target does not need, by what its dependency descriptors say. To another decode
 * target it changes at a frame that says that one may, and whose own references were all given. Not thread-safe: owned by the viewer's
 * egress loop. RTP Payload Format For AV1, sections A.7 and A.8.
 */
final class DecodeTargetFilter {
    private static final int NONE = TargetHistory.NONE;

    private final FrameWindow frames = new FrameWindow();
    private final TargetHistory history = new TargetHistory();
    private @Nullable DependencyStructure structure;
    private LayerLimits limits = LayerLimits.NONE;
    private int activeTargets;
    private int target = NONE;
    private int latestTimestamp;

    /** Begins with a source. */
    void begin(long frameNumber, LayerLimits wanted) {
        frames.begin(frameNumber);
        structure = null;
        target = NONE;
        history.clear();
        limits = wanted;
    }

    /** Wants layers up to these, from the next frame that allows it. */
    void want(LayerLimits wanted) {
        limits = wanted;
    }

    /** Returns whether a packet that comes in order is to be given. */
    boolean accepts(FrameDescriptor descriptor, int timestamp) {
        long number = descriptor.frameNumber();
        if (frames.isAhead(number)) {
            boolean startsPicture = timestamp != latestTimestamp && frames.isNext(number);
            latestTimestamp = timestamp;
            follow(descriptor, startsPicture);
            frames.decide(number, isPartOf(target, descriptor));
        }
        return frames.isGiven(number);
    }

    /** Returns whether a packet that comes late is to be given: when its frame was, or would have been at its time. */
    boolean allows(FrameDescriptor descriptor) {
        long number = descriptor.frameNumber();
        if (frames.isAhead(number)) {
            return false;
        }
        if (!frames.isDecided(number)) {
            frames.decide(number, wasPartOfTarget(descriptor));
        }
        return frames.isGiven(number);
    }

    /** Where the layers cannot be told, everything is given. */
    private boolean isPartOf(int decodeTarget, FrameDescriptor descriptor) {
        FrameTemplate frame = decodeTarget == NONE ? null : frameOf(descriptor);
        return frame == null || frame.indication(decodeTarget) != FrameTemplate.NOT_PRESENT;
    }

    /** What cannot be told any more is not given: it is of a sequence that is over. */
    private boolean wasPartOfTarget(FrameDescriptor descriptor) {
        if (structure == null || history.isEmpty()) {
            return true;
        }
        FrameTemplate frame = frameOf(descriptor);
        int then = history.at(descriptor.frameNumber());
        int decodeTarget = then == NONE ? history.first() : then;
        return frame != null && (decodeTarget == NONE || frame.indication(decodeTarget) != FrameTemplate.NOT_PRESENT);
    }

    /** Returns how a frame stands to those of the structure in force; null when it is of another, or that cannot be told. */
    private @Nullable FrameTemplate frameOf(FrameDescriptor descriptor) {
        DependencyStructure current = structure;
        if (current == null) {
            return null;
        }
        // What came before its structure did says which kind of frame it is, if not how it differs from that.
        return descriptor.structure() == null || descriptor.frame() == null
                ? current.template(descriptor.templateId())
                : isSame(descriptor.structure(), current) ? descriptor.frame() : null;
    }

    /** Follows the stream to the decode target that is best from this frame on. */
    private void follow(FrameDescriptor descriptor, boolean startsPicture) {
        FrameTemplate frame = descriptor.frame();
        DependencyStructure current = descriptor.structure();
        if (frame == null || current == null) {
            return;
        }
        activeTargets = descriptor.activeTargets();
        if (isSame(current, structure)) {
            changeTo(next(current, frame, descriptor.frameNumber(), startsPicture), descriptor.frameNumber());
        } else {
            structure = current;
            history.clear();
            changeTo(best(current), descriptor.frameNumber());
        }
    }

    @SuppressWarnings("ReferenceEquality") // Read once, and shared by all frames that mean it.
    private static boolean isSame(@Nullable DependencyStructure one, @Nullable DependencyStructure other) {
        return one == other;
    }

    private void changeTo(int decodeTarget, long number) {
        if (decodeTarget != target || history.isEmpty()) {
            target = decodeTarget;
            history.add(number, decodeTarget);
        }
    }

    /**
     * Returns the best target that can be begun with here, if it is better than the current one or that one is not wanted. A larger
     * picture can begin only where a picture does: within one, the end of the smaller may have been told already.
     */
    private int next(DependencyStructure current, FrameTemplate frame, long number, boolean startsPicture) {
        int chosen = target != NONE && isWanted(current, target) ? target : NONE;
        for (int candidate = 0; candidate < current.decodeTargets(); candidate++) {
            if (frame.indication(candidate) == FrameTemplate.SWITCH
                    && isWanted(current, candidate)
                    && (startsPicture || isNoLarger(current, candidate))
                    && (chosen == NONE || rank(current, candidate) > rank(current, chosen))
                    && isDecodable(frame, number)) {
                chosen = candidate;
            }
        }
        return chosen == NONE ? target : chosen;
    }

    private boolean isNoLarger(DependencyStructure current, int candidate) {
        return target != NONE && current.targetSpatialIds()[candidate] <= current.targetSpatialIds()[target];
    }

    private boolean isDecodable(FrameTemplate frame, long number) {
        for (int back : frame.references()) {
            if (!frames.isGiven(number - back)) {
                return false;
            }
        }
        return true;
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

    /** Returns whether a frame is of the largest layer that is given at its time, so that its end is the end of the picture. */
    boolean isTop(FrameDescriptor descriptor) {
        FrameTemplate frame = frameOf(descriptor);
        DependencyStructure current = structure;
        int then = history.at(descriptor.frameNumber());
        return frame != null
                && current != null
                && then != NONE
                && frame.spatialId() == current.targetSpatialIds()[then];
    }

    /** Returns the highest spatial layer that is given, 0 where layers cannot be told. */
    int spatialId() {
        DependencyStructure current = structure;
        return current == null || target == NONE ? 0 : current.targetSpatialIds()[target];
    }

    /** Returns whether a larger picture is wanted than the current target's, which only a key frame brings for sure. */
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
