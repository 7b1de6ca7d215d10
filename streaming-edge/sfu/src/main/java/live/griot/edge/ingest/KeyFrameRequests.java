package live.griot.edge.ingest;

import java.util.concurrent.TimeUnit;

/**
 * Throttles requests for key frames: however many viewers ask, the publisher is asked twice a second at most, and again while none
 * came. Not thread-safe; time comes in.
 */
public final class KeyFrameRequests {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private boolean wanted;
    private boolean asked;
    private long askedNanos;

    /** Notes that somebody wants a key frame. */
    public void want() {
        wanted = true;
    }

    /** Notes that a key frame began. */
    public void onKeyFrame() {
        wanted = false;
    }

    /** Returns whether the publisher is to be asked now, and notes that it was. */
    public boolean takeDue(long nowNanos) {
        if (!wanted || (asked && nowNanos - askedNanos < INTERVAL_NANOS)) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
