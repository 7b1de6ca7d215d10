package live.griot.edge.net;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The time for which one flush waits for a kernel that takes nothing: {@link NetLimits#SEND_WAIT_MILLIS} in short pauses. Only what was
 * asked for counts: a thread that stood still meanwhile, as on a machine with other work, tries as often as one that did not. Not
 * thread-safe.
 */
final class SendWait {
    /** How long to wait for a queue behind the socket, which nothing tells of. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private long leftNanos;

    /** A flush begins. */
    void restart() {
        leftNanos = TimeUnit.MILLISECONDS.toNanos(NetLimits.SEND_WAIT_MILLIS);
    }

    /** Pauses by what takes nanoseconds and may come back early; returns false, at once, when the flush has waited for long enough. */
    boolean pause(LongConsumer pause) {
        if (leftNanos <= 0) {
            return false;
        }
        long asked = Math.min(leftNanos, PAUSE_NANOS);
        long begin = System.nanoTime();
        pause.accept(asked);
        leftNanos -= Math.min(asked, System.nanoTime() - begin);
        return true;
    }
}
