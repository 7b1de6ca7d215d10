package live.griot.app.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the read models are late: a write has waited for them in vain, and they have not caught up since. While they are no write waits
 * for them, and who reads does. Looks until they have caught up, on a thread of its own. Thread-safe.
 */
final class Lateness implements AutoCloseable {
    /** How far behind they may be and count as caught up. */
    private static final Duration IN_STEP = Duration.ofSeconds(1);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Lateness.class);

    private final Predicate<Duration> catchesUpWithin;
    private final AtomicBoolean late = new AtomicBoolean();
    private volatile boolean closed;

    /** {@code catchesUpWithin} waits so long for the read models to hold what is stored now, and returns whether they do. */
    Lateness(Predicate<Duration> catchesUpWithin) {
        this.catchesUpWithin = catchesUpWithin;
    }

    boolean isNow() {
        return late.get();
    }

    /** Says that somebody has waited in vain. */
    void begins() {
        if (!closed && late.compareAndSet(false, true)) {
            LOG.warn(
                    "The read models are late; who writes is answered with what was written, who reads waits a little");
            Thread.ofVirtual().name("late-read-models").start(this::untilCaughtUp);
        }
    }

    private void untilCaughtUp() {
        long began = System.nanoTime();
        long told = began;
        while (!closed && !caughtUp()) {
            if (System.nanoTime() - told > TOLD_EVERY.toNanos()) {
                told = System.nanoTime();
                LOG.warn("The read models have been late for {}", since(began));
            }
        }
        late.set(false);
        if (!closed) {
            LOG.info("The read models have caught up after {}", since(began));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofSeconds(Duration.ofNanos(System.nanoTime() - nanos).toSeconds());
    }

    private boolean caughtUp() {
        try {
            return catchesUpWithin.test(IN_STEP);
        } catch (IllegalStateException notKnown) { // The store does not answer, and says so itself.
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException nobodyDoesThat) {
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
    }
}
