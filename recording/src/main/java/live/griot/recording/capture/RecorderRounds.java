package live.griot.recording.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import live.griot.api.recording.PersonTakenOut;
import live.griot.api.recording.RecordingAnswered;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingPaused;
import live.griot.api.recording.RecordingResumed;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.recording.RecordingStopped;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionWentLive;
import live.griot.api.store.StoreFailure;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * When {@link Recorders} looks again: once a second while something is recorded, twice a minute else, and soon after something was decided. An
 * event only says that it is time to look, so nothing here can fail that others handle with it. Thread-safe.
 */
@Component
@ProcessingGroup("edge")
class RecorderRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RecorderRounds.class);
    private static final Duration WHILE_RECORDING = Duration.ofSeconds(1);
    private static final Duration SWEEPS = Duration.ofMinutes(5);
    private static final Duration ELSE = Duration.ofSeconds(30);

    /** The read model may be a moment behind the event. */
    private static final List<Duration> AFTER_AN_EVENT =
            List.of(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(500));

    /** Stopped while the database and the edge are there still. */
    private static final int BEFORE_THE_EDGE = Integer.MAX_VALUE - 4_000;

    private final Recorders recorders;
    private final OpenRecorders open;
    private final RecordingSweep sweep;
    private volatile @Nullable ScheduledExecutorService thread;

    /** The rest is the thread's own. Whether something is recorded anywhere, or may be. */
    private boolean recording;

    private long roundNanos;
    private boolean storeWasAway;
    private boolean hasFailed;

    RecorderRounds(Recorders recorders, OpenRecorders open, RecordingSweep sweep) {
        this.recorders = recorders;
        this.open = open;
        this.sweep = sweep;
    }

    @EventHandler
    void on(RecordingStarted event) {
        soon(this::round);
    }

    @EventHandler
    void on(RecordingPaused event) {
        open.pause(event.recordingId());
        soon(this::round);
    }

    @EventHandler
    void on(RecordingResumed event) {
        soon(this::round);
    }

    @EventHandler
    void on(RecordingAnswered event) {
        if (!event.agrees()) {
            open.takeBack(event.sessionId(), event.user());
        }
        soon(this::round);
    }

    @EventHandler
    void on(RecordingStopped event) {
        soon(this::round);
    }

    @EventHandler
    void on(SessionWentLive event) {
        soon(this::round);
    }

    @EventHandler
    void on(SessionEnding event) {
        soon(this::round);
    }

    @EventHandler
    void on(RecordingDeleted event) {
        sweep.deleted(event.recordingId());
        soon(this::sweep);
    }

    @EventHandler
    void on(PersonTakenOut event) {
        soon(this::sweep);
    }

    /** Who was to be taken out of what ran is taken out now. */
    @EventHandler
    void on(RecordingFinished event) {
        if (event.forGood()) {
            soon(this::sweep);
        }
    }

    private void soon(Runnable task) {
        ScheduledExecutorService running = thread;
        if (running != null) {
            AFTER_AN_EVENT.forEach(after -> {
                var _ = running.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    /** Once a second; while nothing is recorded, not every time. */
    private void tick() {
        if (recording || System.nanoTime() - roundNanos >= ELSE.toNanos()) {
            round();
        }
        if (sweep.isDue()) {
            sweep();
        }
    }

    private void round() {
        roundNanos = System.nanoTime();
        try {
            recording = recorders.round();
            storeWasAway = false;
            hasFailed = false;
        } catch (Throwable failure) { // The rounds to come must not end with this one.
            recording = true;
            if (!StoreFailure.isOne(failure)) {
                if (!hasFailed) {
                    LOG.error("A round of the recorders failed; the next one tries again", failure);
                }
                hasFailed = true;
            } else if (!storeWasAway) {
                storeWasAway = true;
                LOG.warn("Recordings go on as they are until the database is back: {}", failure.toString());
            }
        }
    }

    private void sweep() {
        try {
            sweep.run();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The files of deleted recordings are there still: {}", failure.toString());
        }
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("recorders").daemon().factory());
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = started;
        started.execute(this::round);
        var _ = started.scheduleWithFixedDelay(
                this::tick, WHILE_RECORDING.toMillis(), WHILE_RECORDING.toMillis(), TimeUnit.MILLISECONDS);
        var _ = started.scheduleWithFixedDelay(this::sweep, 0, SWEEPS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running != null) {
            running.execute(open::closeAll);
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_EDGE;
    }
}
