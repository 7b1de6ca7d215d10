package live.griot.query.socket;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.session.Sessions;
import live.griot.api.store.StoreFailure;
import live.griot.query.attendance.ViewerCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Flushes the hub every batch interval, looks again at who may listen where that changed, asks silent clients for a sign of life, and
 * tells viewer counts that changed once a second.
 */
@Component
class LiveTicker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTicker.class);

    private static final int BEATS_A_PING = 10;

    private static final Duration WHILE_NOBODY_LISTENS = Duration.ofSeconds(1);

    private final TopicHub hub;
    private final ViewerCounts viewerCounts;
    private final AccessWatch access;
    private final OrderWatch keepers;
    private final OpenSockets sockets;
    private final Listening listening;
    private final Sessions sessions;
    private final LiveSocketProperties limits;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;

    LiveTicker(
            TopicHub hub,
            ViewerCounts viewerCounts,
            AccessWatch access,
            OrderWatch keepers,
            OpenSockets sockets,
            Listening listening,
            Sessions sessions,
            LiveSocketProperties limits,
            Clock clock) {
        this.hub = hub;
        this.viewerCounts = viewerCounts;
        this.access = access;
        this.keepers = keepers;
        this.sockets = sockets;
        this.listening = listening;
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** The data of {@code viewerCountChanged}. */
    record ViewerCount(int viewerCount, int peakViewerCount) {}

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("live-ticker-", 0).daemon().factory());
        // One wake-up for all that is due at that pace, and hardly any while nobody listens: they were most of what an
        // idle node did.
        RoundPace pace = new RoundPace(
                started, this::round, () -> sockets.count() > 0, limits.batchInterval(), WHILE_NOBODY_LISTENS);
        sockets.whenOneEnters(pace::wake);
        long beat = limits.pingInterval().toNanos() / BEATS_A_PING;
        var _ = started.scheduleWithFixedDelay(
                () -> guarded(() -> sockets.beat(System.nanoTime())), beat, beat, TimeUnit.NANOSECONDS);
        var _ = started.scheduleWithFixedDelay(() -> guarded(this::tellCounts), 1, 1, TimeUnit.SECONDS);
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

    private void round() {
        guarded(hub::flush);
        guarded(this::tellKeepers);
        guarded(this::lookWhoMayListen);
    }

    /** Who may not know of a session any more hears no more of it. */
    private void lookWhoMayListen() {
        access.askAboutRipe(change -> hub.lookAgain(change, listening));
    }

    /** Who keeps order now hears what is theirs alone. */
    private void tellKeepers() {
        keepers.tellRipe(hub::tell);
    }

    private void tellCounts() {
        for (SessionId session : viewerCounts.takeChanged()) {
            guarded(() -> tellCount(session));
        }
    }

    /** While the store is away it is told in a later round. */
    private void tellCount(SessionId session) {
        Topic topic = Topic.ofSession(session);
        if (!hub.hasSubscribers(topic)) {
            return;
        }
        try {
            sessions.view(session)
                    .ifPresent(view -> hub.tell(new Update(
                            topic,
                            "viewerCountChanged",
                            clock.instant(),
                            new ViewerCount(view.viewerCount(), view.peakViewerCount()))));
        } catch (RuntimeException failure) {
            if (StoreFailure.isOne(failure)) {
                viewerCounts.changed(session);
            }
            throw failure;
        }
    }

    /** A failed round must not end the rounds to come: a scheduled task that throws is never run again. */
    private static void guarded(Runnable round) {
        try {
            round.run();
        } catch (Throwable failure) {
            LOG.error("A round of the live socket failed", failure);
        }
    }
}
