package live.griot.recording.bucket;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** When {@link BucketRound} looks again: every few seconds, and after growing pauses while the bucket does not do as asked. Thread-safe. */
final class BucketRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BucketRounds.class);
    private static final Duration USUALLY = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final BucketRound round;
    private volatile @Nullable ScheduledExecutorService thread;
    private Duration pause = FIRST_PAUSE;

    BucketRounds(BucketRound round) {
        this.round = round;
    }

    private void look() {
        Duration until = untilNext();
        ScheduledExecutorService running = thread;
        if (running != null) {
            schedule(running, until);
        }
    }

    private Duration untilNext() {
        try {
            if (round.run()) {
                pause = FIRST_PAUSE;
                return round.hasCopied() && round.waiting() > 0 ? Duration.ZERO : USUALLY;
            }
            pause = round.hasCopied() ? FIRST_PAUSE : pause;
        } catch (Throwable failure) { // The rounds to come must not end with this one.
            LOG.warn("Recordings were not brought to the bucket; it is tried again: {}", failure.toString());
        }
        Duration now = pause;
        pause = longer(now);
        return now;
    }

    static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void schedule(ScheduledExecutorService running, Duration after) {
        var _ = running.schedule(this::look, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().name("recording-bucket").daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = started;
        schedule(started, USUALLY);
    }

    /** A transfer that is under way is cut off; the next start does it again. */
    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
