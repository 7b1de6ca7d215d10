package live.griot.app.rounds;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that makes a round after each pause, until it is stopped. A round that fails is told, and the next one is made. Thread-safe.
 */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private volatile @Nullable Thread thread;

    /** Will make such rounds, on a thread of that name. */
    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    /** Begins, with a pause. */
    public void start() {
        Thread starting = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
        thread = starting; // Before it runs: one that is not this one any more ends.
        starting.start();
    }

    /** Ends the pause that there is. */
    public void soon() {
        LockSupport.unpark(thread);
    }

    /** Lets the round end that is being made, waits for that so long at most, and makes no other. Interrupts nothing. */
    public void stop(Duration patience) throws InterruptedException {
        Thread running = thread;
        thread = null;
        if (running != null) {
            LockSupport.unpark(running);
            running.join(patience);
        }
    }

    /** Returns whether it was started, and not stopped. */
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        Thread me = Thread.currentThread();
        while (thread == me) {
            LockSupport.parkNanos(pause.toNanos());
            if (thread == me) {
                try {
                    round.run();
                } catch (Throwable failure) { // The rounds to come must not end with this one.
                    LOG.error("A round of {} failed; it goes on with the next", name, failure);
                }
            }
        }
    }
}
