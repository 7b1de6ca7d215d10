package live.griot.query.socket;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes one round after another: at a pace while somebody is there, and seldom while nobody is. Thread-safe. */
final class RoundPace {
    private final ScheduledExecutorService timer;
    private final Runnable round;
    private final BooleanSupplier anybody;
    private final Duration pace;
    private final Duration idle;
    private boolean slow;
    private @Nullable ScheduledFuture<?> next;

    /**
     * Begins.
     *
     * @param round must not fail
     * @param anybody whether somebody is there; asked after each round
     */
    RoundPace(ScheduledExecutorService timer, Runnable round, BooleanSupplier anybody, Duration pace, Duration idle) {
        this.timer = timer;
        this.round = round;
        this.anybody = anybody;
        this.pace = pace;
        this.idle = idle;
        plan();
    }

    /** Somebody came: the next round is made at the pace. */
    synchronized void wake() {
        ScheduledFuture<?> waiting = next;
        // One that cannot be cancelled is being made, and asks afterwards who is there.
        if (slow && waiting != null && waiting.cancel(false)) {
            plan();
        }
    }

    private synchronized void plan() {
        slow = !anybody.getAsBoolean();
        Duration pause = slow ? idle : pace;
        try {
            next = timer.schedule(this::make, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            next = null;
        }
    }

    private void make() {
        round.run();
        plan();
    }
}
