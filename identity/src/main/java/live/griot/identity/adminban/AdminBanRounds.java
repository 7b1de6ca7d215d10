package live.griot.identity.adminban;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every five seconds, on every node, what is left to do of bans across sessions. */
@Component
class AdminBanRounds implements SmartLifecycle {
    private static final long EVERY_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(AdminBanRounds.class);

    private final AdminBanning banning;
    private @Nullable ScheduledExecutorService timer;

    AdminBanRounds(AdminBanning banning) {
        this.banning = banning;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("admin-bans").daemon().factory());
        var _ = started.scheduleWithFixedDelay(
                () -> {
                    guarded(banning::endThoseWhoseTimeIsOver);
                    guarded(banning::enforceThoseOfLate);
                },
                EVERY_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        if (timer != null) {
            // Not at once: who is interrupted while reading closes the embedded database's file for all.
            timer.shutdown();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** A failed round must not end the rounds to come: a scheduled task that throws is never run again. */
    private static void guarded(Runnable round) {
        try {
            round.run();
        } catch (Throwable failure) {
            LOG.error("Bans across sessions could not be looked after; trying again", failure);
        }
    }
}
