package live.griot.edge.preview;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each session is due for another preview. One that comes anyway, since somebody joined, is taken a little early, so that the publisher
 * is asked for as few key frames as can be. Thread-safe; time comes in.
 */
final class PreviewSchedule {
    private final long intervalNanos;
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, Long> pausedUntil = new ConcurrentHashMap<>();

    /** What to do about a session now. */
    enum Due {
        NOT_YET,
        IF_ONE_COMES,
        NOW
    }

    PreviewSchedule(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    Due of(String session, long nowNanos) {
        Long pause = pausedUntil.get(session);
        if (pause != null && pause - nowNanos > 0) {
            return Due.NOT_YET;
        }
        Long last = taken.get(session);
        long age = last == null ? intervalNanos : nowNanos - last;
        if (age >= intervalNanos) {
            return Due.NOW;
        }
        return age >= intervalNanos / 3 * 2 ? Due.IF_ONE_COMES : Due.NOT_YET;
    }

    /** Notes that a key frame was had, whatever becomes of it. */
    void taken(String session, long nowNanos) {
        taken.put(session, nowNanos);
    }

    /** Makes no preview of it until then. */
    void pause(String session, long untilNanos) {
        pausedUntil.put(session, untilNanos);
    }

    /** Forgets all but these. */
    void retain(Collection<String> sessions) {
        taken.keySet().retainAll(sessions);
        pausedUntil.keySet().retainAll(sessions);
    }
}
