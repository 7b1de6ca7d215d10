package live.griot.recording.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.api.id.FreshIds;
import live.griot.api.id.SessionId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionType;
import live.griot.api.store.StoreFailure;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.FrameTaps;
import live.griot.recording.capture.SoundRenditions;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoreListener;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Prepares lives for players of HLS that are not recorded: from when the first asks until nobody does any more, or the live is over. What one costs
 * is its parts, in a store of their own that forces nothing to the disk and is emptied at start. Thread-safe.
 */
@Component
public class LiveWindows implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWindows.class);
    private static final Duration ROUNDS = Duration.ofSeconds(1);
    private static final Duration THREAD_STAYS = Duration.ofSeconds(10);

    /** How long what is over is there still, so that players read that it is. */
    private static final long LAST_READ_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);

    /** Stopped while the edge is there still. */
    private static final int BEFORE_THE_EDGE = Integer.MAX_VALUE - 4_000;

    private final WindowLimits limits;
    private final Path directory;
    private final long minFree;
    private final WatchedLives lives;
    private final FrameTaps taps;
    private final PassingUpdates passing;
    private final HlsNews players;
    private final SoundRenditions renditions;
    private final FreshIds ids;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Map<RecordingName, LiveWindow> windows = new ConcurrentHashMap<>();

    /** The rest is guarded by this. */
    private @Nullable RecordingStore store;

    private @Nullable ScheduledThreadPoolExecutor thread;
    private boolean hasRounds;

    /** The data of {@code codecWished}. */
    record Wish(FrameCodec codec) {}

    /** Makes one that prepares nothing yet. */
    @Autowired
    LiveWindows(
            WindowLimits limits,
            RecordingLimits recordings,
            @Value("${griot.data-dir}") Path data,
            WatchedLives lives,
            FrameTaps taps,
            PassingUpdates passing,
            HlsNews players,
            SoundRenditions renditions,
            FreshIds ids,
            Clock clock) {
        this(
                limits,
                recordings.minFree().toBytes(),
                data,
                lives,
                taps,
                passing,
                players,
                renditions,
                ids,
                clock,
                System::nanoTime);
    }

    LiveWindows(
            WindowLimits limits,
            long minFree,
            Path data,
            WatchedLives lives,
            FrameTaps taps,
            PassingUpdates passing,
            HlsNews players,
            SoundRenditions renditions,
            FreshIds ids,
            Clock clock,
            LongSupplier nanoClock) {
        this.limits = limits;
        this.directory = limits.directory() == null ? data.resolve("live") : limits.directory();
        this.minFree = minFree;
        this.lives = lives;
        this.taps = taps;
        this.passing = passing;
        this.players = players;
        this.renditions = renditions;
        this.ids = ids;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** What the store tells, by its thread. */
    private final class News implements StoreListener {
        @Override
        public void stored(RecordingName name, StoredRun run, StoredPart part) {
            LiveWindow window = windows.get(name);
            if (window != null) {
                window.stored(run, part, nanoClock.getAsLong());
            }
            players.stored(name, run, part);
        }

        @Override
        public void sealed(RecordingName name, TrackName track, long segment) {
            LiveWindow window = windows.get(name);
            if (window != null) {
                window.sealed(track, segment);
            }
            players.sealed(name, track, segment);
        }

        @Override
        public void failed(RecordingName name, Exception why) {
            LOG.warn("A live cannot be prepared for players of HLS: {}", why.toString());
        }

        @Override
        public void diskFull(RecordingName name, IOException why) {
            failed(name, why);
        }
    }

    /** Returns whether the live of a session can be had: it is on, and here. */
    public boolean isOn(SessionId session) {
        return limits.maxLives() > 0 && lives.isOn(session);
    }

    /**
     * Returns by what name the live of a session is played, which is prepared from now on if it was not; blocks until something can be played.
     *
     * @throws Refused with HLS_UNAVAILABLE where it can not
     */
    public RecordingName watch(SessionId session, Duration patience) {
        LiveWindow window = ofSession(session);
        window.asked(nanoClock.getAsLong());
        if (!window.awaitPlayable(patience)) {
            throw refused("Nothing has come of this live yet that can be played", SOON);
        }
        return window.name();
    }

    /** The read model is asked outside the lock: while it is slow, other lives are played. */
    private LiveWindow ofSession(SessionId session) {
        Optional<LiveWindow> running = runningOf(session);
        if (running.isPresent()) {
            return running.get();
        }
        boolean hasPicture = lives.find(session)
                .filter(facts -> facts.type() != SessionType.AUDIO)
                .isPresent();
        LiveWindow window = runningOrBegun(session, hasPicture);
        goOn(window, nanoClock.getAsLong());
        return window;
    }

    private Optional<LiveWindow> runningOf(SessionId session) {
        return windows.values().stream()
                .filter(one -> one.session().equals(session) && one.endedNanos() == null)
                .findFirst();
    }

    private synchronized LiveWindow runningOrBegun(SessionId session, boolean hasPicture) {
        return runningOf(session).orElseGet(() -> begin(session, hasPicture));
    }

    private LiveWindow begin(SessionId session, boolean hasPicture) {
        long running = windows.values().stream()
                .filter(one -> one.endedNanos() == null)
                .count();
        if (running >= limits.maxLives()) {
            throw refused("As many lives are watched by HLS as this server has room for; try again later", LATER);
        }
        RecordingName name = new RecordingName(ids.next());
        LiveWindow made = new LiveWindow(
                session,
                hasPicture,
                name,
                openWithRoom(),
                renditions,
                limits.maxBytesPerLive().toBytes(),
                clock.millis(),
                nanoClock.getAsLong());
        windows.put(name, made);
        attach(made);
        beginRounds();
        return made;
    }

    private static Refused refused(String why, Duration retryAfter) {
        return new Refused(RefusalCode.HLS_UNAVAILABLE, why, retryAfter);
    }

    private RecordingStore openWithRoom() {
        try {
            RecordingStore opened = open();
            if (Files.getFileStore(directory).getUsableSpace() >= minFree) {
                return opened;
            }
        } catch (IOException failure) {
            LOG.warn("No live can be prepared for HLS: {} cannot be opened: {}", directory, failure.toString());
        }
        throw refused("There is no room to prepare this live for HLS", LATER);
    }

    private synchronized RecordingStore open() throws IOException {
        RecordingStore opened = store;
        if (opened == null) {
            opened = RecordingStore.openPassing(directory, new News());
            store = opened;
        }
        return opened;
    }

    /** Returns of which session a name is the live; empty where it is none's. */
    public Optional<SessionId> sessionOf(RecordingName name) {
        return Optional.ofNullable(windows.get(name)).map(LiveWindow::session);
    }

    /** Notes that somebody plays the live of that name, if it is one. */
    public void played(RecordingName name) {
        LiveWindow window = windows.get(name);
        if (window != null) {
            window.asked(nanoClock.getAsLong());
        }
    }

    /** Reads the index of the live of that name; throws {@link NoSuchFileException} where there is none. */
    public synchronized RecordingReader read(RecordingName name) throws IOException {
        if (store == null) {
            throw new NoSuchFileException(name.value());
        }
        return store.read(name);
    }

    /** Returns how many lives are prepared now. */
    int running() {
        return windows.size();
    }

    private synchronized void beginRounds() {
        if (!hasRounds && thread != null) {
            hasRounds = true;
            var _ = thread.schedule(this::tick, ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        round();
        synchronized (this) {
            hasRounds = false;
            if (!windows.isEmpty()) {
                beginRounds();
            }
        }
    }

    /** Looks after all of them once. */
    void round() {
        for (LiveWindow window : windows.values()) {
            try {
                look(window, nanoClock.getAsLong());
            } catch (IOException failure) {
                LOG.warn("What was prepared of a live is there still: {}", failure.toString());
            } catch (RuntimeException failure) { // The others are looked after all the same.
                if (!StoreFailure.isOne(failure)) {
                    LOG.error("HLS of session {} cannot be looked after", window.session(), failure);
                }
            }
        }
    }

    private void look(LiveWindow window, long nowNanos) throws IOException {
        Long ended = window.endedNanos();
        boolean isIdle = window.idleNanos(nowNanos) >= limits.idleAfter().toNanos();
        if (ended == null ? isIdle : nowNanos - ended >= LAST_READ_NANOS) {
            remove(window);
        } else if (ended == null && !lives.isOn(window.session())) {
            window.end(clock.millis(), nowNanos);
            players.changed(window.name());
        } else if (ended == null) {
            goOn(window, nowNanos);
            window.look(nowNanos);
        }
    }

    private void attach(LiveWindow window) {
        window.attach(listener -> taps.open(window.session(), FrameTaps.Pictures.SHOWN, listener));
    }

    private void goOn(LiveWindow window, long nowNanos) {
        if (window.isDetached()) {
            attach(window);
        }
        window.allow(lives.onStage(window.session()), nowNanos);
        if (window.isTimeToWish(nowNanos)) {
            passing.tell(new Update(
                    Topic.ofSession(window.session()),
                    "codecWished",
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new Wish(FrameCodec.H264)));
        }
    }

    private void remove(LiveWindow window) throws IOException {
        // Whoever asks from now on begins another.
        windows.remove(window.name());
        window.remove();
        players.changed(window.name());
    }

    @Override
    public synchronized void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("live-windows").daemon().factory());
        started.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        started.setKeepAliveTime(THREAD_STAYS.toMillis(), TimeUnit.MILLISECONDS);
        started.allowCoreThreadTimeOut(true);
        thread = started;
        if (Files.isDirectory(directory)) {
            started.execute(this::removeWhatWasLeft);
        }
    }

    private void removeWhatWasLeft() {
        try {
            open();
        } catch (IOException failure) {
            LOG.warn("What is left of lives in {} cannot be removed: {}", directory, failure.toString());
        }
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        if (running != null) {
            running.execute(this::removeAll);
            running.close();
        }
    }

    private void removeAll() {
        for (LiveWindow window : windows.values()) {
            try {
                remove(window);
            } catch (IOException failure) {
                LOG.warn("What was prepared of a live is there until the next start: {}", failure.toString());
            }
        }
        synchronized (this) {
            RecordingStore opened = store;
            store = null;
            if (opened != null) {
                try {
                    opened.close();
                } catch (IOException failure) {
                    LOG.debug("The store of lives was not closed", failure);
                }
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_EDGE;
    }
}
