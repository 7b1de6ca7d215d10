package live.griot.chat.applause;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.Commands;
import live.griot.api.chat.CountReactions;
import live.griot.api.id.ApplauseId;
import live.griot.api.id.FreshIds;
import live.griot.api.id.SessionId;
import live.griot.chat.emoji.Emoji;
import live.griot.chat.limit.ChatProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Counts floating reactions together: whatever comes within an interval is one event a session, however much it is. What was not
 * counted when the program is killed is lost, half a second of applause at most; when it is stopped, it is counted first. Thread-safe.
 */
@Component
class Counting implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);

    /** Stopped after the web server, which brings reactions, and before everything that counts them. */
    private static final int AFTER_THE_WEB_SERVER = Integer.MAX_VALUE - 4_096;

    private final Gathering gathering = new Gathering();
    private final Commands commands;
    private final FreshIds ids;
    private final ChatProperties limits;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;

    Counting(Commands commands, FreshIds ids, ChatProperties limits, Clock clock) {
        this.commands = commands;
        this.ids = ids;
        this.limits = limits;
        this.clock = clock;
    }

    void add(SessionId session, Emoji emoji) {
        gathering.add(session, emoji);
    }

    /** Returns what this node has gathered and not counted yet. */
    Gathering gathered() {
        return gathering;
    }

    /** Counts what waits, all sessions at once, and returns when it is counted. Called by one thread at a time. */
    void count() {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            gathering.sessions().forEach(session -> each.execute(() -> count(session)));
        }
    }

    private void count(SessionId session) {
        Map<String, Integer> counts = gathering.take(session);
        boolean counted = false;
        try {
            commands.send(new CountReactions(
                    new ApplauseId(ids.next()), session, counts, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            counted = true;
        } catch (Throwable failure) { // The rounds to come must not end with this one.
            LOG.error("The reactions of a session are not counted; trying again", failure);
        } finally {
            if (counted) {
                gathering.counted(session);
            } else {
                gathering.notCounted(session);
            }
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("applause").daemon().factory());
        long interval = limits.applauseInterval().toNanos();
        var _ = started.scheduleWithFixedDelay(this::count, interval, interval, TimeUnit.NANOSECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.close(); // Waits for the round that runs.
            timer = null;
            count();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_WEB_SERVER;
    }
}
