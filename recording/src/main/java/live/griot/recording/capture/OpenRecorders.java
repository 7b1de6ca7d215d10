package live.griot.recording.capture;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.tap.FrameTaps;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StoredTrack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorders of this node with their taps and writers, from the first look at a recording to the end of its files. Owned by the thread of
 * {@link RecorderRounds}, but for {@link #takeBack} and {@link #pause}.
 */
@Component
class OpenRecorders {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRecorders.class);
    private static final long KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** How long the end of a recording is waited for: the store writes what it was given in four seconds, or drops it. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final FrameTaps taps;
    private final OpenStore files;
    private final StoreNews news;
    private final SoundRenditions renditions;
    private final Clock clock;

    /** Written by the rounds' thread alone. */
    private final Map<RecordingId, Making> making = new ConcurrentHashMap<>();

    /** Writers whose recorder is gone, and whose files are open still. */
    private final Map<RecordingId, RecordingWriter> ending = new HashMap<>();

    /** A recording that is being made here. */
    private record Making(SessionId session, Recorder recorder) {}

    OpenRecorders(FrameTaps taps, OpenStore files, StoreNews news, SoundRenditions renditions, Clock clock) {
        this.taps = taps;
        this.files = files;
        this.news = news;
        this.renditions = renditions;
        this.clock = clock;
    }

    /** Returns the recordings that have a recorder here. */
    Set<RecordingId> running() {
        return Set.copyOf(making.keySet());
    }

    /** Returns whether a recording has a recorder here. */
    boolean isRunning(RecordingId id) {
        return making.containsKey(id);
    }

    /** Returns whether a recording's files are open here, with a recorder or without one any more. */
    boolean isOpen(RecordingId id) {
        return making.containsKey(id) || ending.containsKey(id);
    }

    /** Returns the recorder of a recording, which is begun unless it was, with a tap that is open. */
    Recorder recorder(RecordingRow row, RecordingStore store) throws IOException {
        Making now = making.get(row.id());
        if (now == null) {
            return begin(row, store);
        }
        if (now.recorder().closed().isDone()) {
            now.recorder().attach(listener -> taps.open(row.session(), pictures(row), listener));
        }
        return now.recorder();
    }

    /** What a program before has left goes on with the same files, on the same timeline. */
    private Recorder begin(RecordingRow row, RecordingStore store) throws IOException {
        RecordingName name = name(row.id());
        Optional<RecordingReader> there = files.read(row.id());
        Instant wall = clock.instant();
        long nanos = System.nanoTime();
        RecordingWriter writer;
        long origin = nanos;
        long beganMillis = wall.toEpochMilli();
        boolean isPaused = false;
        if (there.isPresent()) {
            RecordingContents contents = there.get().contents();
            if (contents.isFinished()) {
                throw new IOException("Its files are finished");
            }
            isPaused =
                    !contents.states().isEmpty() && contents.states().getLast().state() == RecordingState.PAUSED;
            writer = store.resume(name);
            beganMillis = contents.beganMillis();
            origin = nanos - Math.max(sinceNanos(contents, wall), endNanos(contents));
            news.goOn(name, contents);
        } else {
            writer = store.begin(name, beganMillis);
            news.begin(name, Instant.ofEpochMilli(beganMillis));
        }
        Recorder recorder = new Recorder(
                writer,
                renditions,
                new Recorder.Beginning(beganMillis, origin),
                row.stems(),
                isPaused,
                KEY_FRAMES_NANOS,
                nanos);
        making.put(row.id(), new Making(row.session(), recorder));
        recorder.attach(listener -> taps.open(row.session(), pictures(row), listener));
        return recorder;
    }

    private static FrameTaps.Pictures pictures(RecordingRow row) {
        return row.stems() ? FrameTaps.Pictures.EVERYBODYS : FrameTaps.Pictures.SHOWN;
    }

    private static long sinceNanos(RecordingContents contents, Instant wall) {
        return TimeUnit.MILLISECONDS.toNanos(wall.toEpochMilli() - contents.beganMillis());
    }

    private static long endNanos(RecordingContents contents) {
        long end = 0;
        for (StoredTrack track : contents.tracks()) {
            if (!track.runs().isEmpty()) {
                int timescale = track.runs().getFirst().timescale();
                end = Math.max(end, Math.ceilDiv(track.endTime() * 1_000L, timescale));
            }
        }
        return TimeUnit.MILLISECONDS.toNanos(end);
    }

    /** Keeps nothing of somebody from this moment on, before anything is read. Any thread. */
    void takeBack(SessionId session, UserId person) {
        making.values().stream().filter(one -> one.session().equals(session)).forEach(one -> one.recorder()
                .takeBack(person, System.nanoTime()));
    }

    /** Keeps nothing from this moment on, before anything is read. Any thread. */
    void pause(RecordingId id) {
        Making one = making.get(id);
        if (one != null) {
            one.recorder().pause(true);
        }
    }

    /** Closes the tap of a recording's recorder, if it has one, and waits until all of it is with the store. */
    void close(RecordingId id) {
        Making one = making.get(id);
        if (one == null) {
            return;
        }
        one.recorder().close();
        try {
            one.recorder().closed().get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("The recorder of {} does not end", id);
        } catch (ExecutionException failure) {
            LOG.error("The recorder of {} failed", id, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        making.remove(id);
        ending.put(id, one.recorder().writer());
    }

    /** Closes all recorders; their recordings stay as they are, whole, for the program that is started next. */
    void closeAll() {
        running().forEach(this::close);
        ending.clear();
    }

    /** Gives a recording's files their end. Its recorder is closed. */
    void finishFiles(RecordingId id, RecordingEnd why) throws IOException {
        RecordingStore store = files.store().orElseThrow(() -> new IOException("The store is not open"));
        long at = clock.instant().toEpochMilli();
        RecordingWriter writer = ending.get(id);
        if (writer == null) {
            store.finish(name(id), why.name(), at);
            return;
        }
        try {
            writer.finish(why.name(), at).get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
            ending.remove(id);
        } catch (ExecutionException | TimeoutException notNow) {
            throw new IOException("The store does not take the end", notNow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** Forgets the files of a recording that are to go, end or no end. Its recorder is closed. */
    void forget(RecordingId id) {
        ending.remove(id);
    }

    private static RecordingName name(RecordingId id) {
        return new RecordingName(id.value());
    }
}
