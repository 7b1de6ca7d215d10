package live.griot.edge.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.edge.telemetry.Failures;

/**
 * A daemon thread that runs one loop's turns until it is stopped. A turn that fails outside every fence of its own is counted and told, and
 * the next one follows.
 */
final class LoopThread {
    private static final long STOP_MILLIS = 2_000;
    /** What fails at once and always must not take a whole core. */
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Thread thread;
    private final Runnable wakeUp;
    private volatile boolean stopped;

    /** One turn, and the wait for the next. */
    interface Turn {
        void run();
    }

    /** Makes a thread of that name; {@code wakeUp} ends the wait of a turn, by any thread. */
    LoopThread(String name, Turn turn, Runnable wakeUp, Failures failures) {
        this.wakeUp = wakeUp;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            while (!stopped) {
                try {
                    turn.run();
                } catch (Throwable bug) { // The loop serves others, too.
                    failures.note(Failures.Place.LOOP, bug);
                    LockSupport.parkNanos(AFTER_FAILURE_NANOS);
                }
            }
        });
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** Ends the thread after its turn; waits a moment for it. */
    void stop() {
        stopped = true;
        wakeUp.run();
        await();
    }

    /** Waits a moment for the thread to end. */
    void await() {
        if (!thread.isAlive() || thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
