package live.griot.recording.capture;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import live.griot.api.id.UserId;
import live.griot.recording.store.Presence;
import live.griot.recording.store.Presence.Medium;
import live.griot.recording.store.RecordingWriter;

/**
 * Notes in a recording whose packets are in it, and until when, so that somebody can be taken out of it later. Owned by the tap's thread.
 */
final class Appearances {
    /** Whoever sent nothing for so long is gone: a pause between two words is none of that. */
    private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RecordingWriter writer;
    private final LongUnaryOperator wallMillis;
    private final Map<Who, Long> last = new HashMap<>();

    private record Who(UserId person, Medium medium) {}

    /** Makes one for a recording; {@code wallMillis} tells a moment of the monotonic clock by the wall clock. */
    Appearances(RecordingWriter writer, LongUnaryOperator wallMillis) {
        this.writer = writer;
        this.wallMillis = wallMillis;
    }

    /** Something of somebody's came. */
    void note(UserId person, Medium medium, long nowNanos) {
        Who who = new Who(person, medium);
        if (last.put(who, nowNanos) == null) {
            tell(who, true, nowNanos);
        }
    }

    /** Time passes. */
    void onTime(long nowNanos) {
        Iterator<Map.Entry<Who, Long>> all = last.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Who, Long> one = all.next();
            if (nowNanos - one.getValue() > GONE_NANOS) {
                tell(one.getKey(), false, one.getValue());
                all.remove();
            }
        }
    }

    /** Nothing is recorded any more, or for now. */
    void end() {
        last.forEach((who, at) -> tell(who, false, at));
        last.clear();
    }

    private void tell(Who who, boolean begins, long nanos) {
        writer.note(new Presence(who.person().value(), who.medium(), begins, wallMillis.applyAsLong(nanos)));
    }
}
