package live.griot.edge.egress;

import java.util.concurrent.TimeUnit;

/**
 * How often one track may lead to a request for a key frame: whoever asks over and over, or cannot take the picture, must not cost the
 * others key frames. Not thread-safe: owned by the viewer's egress loop; time comes in.
 */
final class KeyFrameThrottle {
    /** Within this time a viewer's requests for a key frame count as one: a publisher is asked no more than every half second anyway. */
    static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A viewer whose path was full asks for a key frame to go on with: at first at once, then after pauses that grow from this. */
    static final long RESUME_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The longest of those pauses; after twice as long without another the first is short again. */
    static final long LONGEST_RESUME_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long NEVER = Long.MIN_VALUE;

    private long askedNanos = NEVER;
    private long resumedNanos = NEVER;
    private long pauseNanos = RESUME_NANOS;

    /** Returns whether a viewer's request is heard, and counts it if so: not so soon after another that both mean the same. */
    boolean mayAsk(long nowNanos) {
        if (askedNanos != NEVER && nowNanos - askedNanos < ASK_NANOS) {
            return false;
        }
        askedNanos = nowNanos;
        return true;
    }

    /** Returns whether a picture that was interrupted may go on with a key frame now, and counts it if so. */
    boolean mayResume(long nowNanos) {
        if (resumedNanos != NEVER && nowNanos - resumedNanos < pauseNanos) {
            return false;
        }
        boolean isFirst = resumedNanos == NEVER || nowNanos - resumedNanos > 2 * LONGEST_RESUME_NANOS;
        pauseNanos = isFirst ? RESUME_NANOS : Math.min(2 * pauseNanos, LONGEST_RESUME_NANOS);
        resumedNanos = nowNanos;
        return true;
    }
}
