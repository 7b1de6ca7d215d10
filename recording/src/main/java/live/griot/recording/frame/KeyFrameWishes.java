package live.griot.recording.frame;

/** When to ask for a key frame: when one is needed, when the last one is old, and again where none came. Not thread-safe. */
final class KeyFrameWishes {
    private final long everyNanos;
    private boolean wanted = true;
    private boolean asked;
    private boolean had;
    private long askedNanos;
    private long latestNanos;

    /** Makes one that wants one now, and then one every so often. */
    KeyFrameWishes(long everyNanos) {
        this.everyNanos = everyNanos;
    }

    /** Wants one: without it nothing can be recorded. */
    void want() {
        wanted = true;
    }

    /** Notes a key frame. */
    void onKeyFrame(long nowNanos) {
        had = true;
        wanted = false;
        asked = false;
        latestNanos = nowNanos;
    }

    /** Returns whether to ask for one now; whoever is told so asks. */
    boolean isDue(long nowNanos) {
        wanted |= had && nowNanos - latestNanos >= everyNanos;
        if (!wanted || (asked && nowNanos - askedNanos < FrameLimits.WISH_AGAIN_NANOS)) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
