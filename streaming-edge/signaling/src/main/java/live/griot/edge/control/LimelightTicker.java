package live.griot.edge.control;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells each session's topic who speaks and how connections fare, at most three times a second. */
@Component
class LimelightTicker implements SmartLifecycle {
    private static final long INTERVAL_MILLIS = 300;

    private final EdgeRooms rooms;
    private final PassingUpdates updates;
    private final Clock clock;
    private final Failures failures;
    private @Nullable ScheduledExecutorService timer;

    LimelightTicker(EdgeRooms rooms, PassingUpdates updates, Clock clock, Failures failures) {
        this.rooms = rooms;
        this.updates = updates;
        this.clock = clock;
        this.failures = failures;
    }

    /** Tells what is to be told at that moment; what fails in one session keeps no other from being told, now or later. */
    void tell(long nowNanos) {
        rooms.forEach((session, room) -> {
            try {
                room.limelight().takeSpeaking(nowNanos).ifPresent(data -> tell(session, "speaking", data));
                room.limelight().takeQuality(nowNanos).ifPresent(data -> tell(session, "connectionQuality", data));
            } catch (Throwable failure) { // A scheduled task that throws is never run again.
                failures.note(
                        Failures.Place.SESSION,
                        new IllegalStateException("Who speaks in %s could not be told".formatted(session), failure));
            }
        });
    }

    private void tell(SessionId session, String type, Object data) {
        updates.tell(new Update(Topic.ofSession(session), type, clock.instant(), data));
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("limelight").daemon().factory());
        var _ = started.scheduleWithFixedDelay(
                () -> tell(System.nanoTime()), INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
