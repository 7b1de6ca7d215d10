package live.griot.recording.capture;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import live.griot.api.Commands;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.ReadProgress;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.ReopenRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.api.store.StoreFailure;
import live.griot.api.tap.FrameTaps;
import live.griot.recording.consent.Answers;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.lifecycle.RunningRecordings;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.RecoveryReport;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.timeline.MediaTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Brings what is recorded on this node to what was decided: a recorder for each recording whose session is here, and an end for each that is
 * over. It looks at all of it again and again, so it does not matter when it was started, what it missed, or how the program before it
 * ended. Owned by the thread of {@link RecorderRounds}, but for what it answers.
 */
@Component
class Recorders implements RunningRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);
    private static final int OVERDUE_AT_ONCE = 100;
    private static final long ELSEWHERE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** How long the end of a recording is waited for: the store writes what it was given in four seconds, or drops it. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Recordings recordings;
    private final Answers answers;
    private final Sessions sessions;
    private final SessionHomes homes;
    private final FrameTaps taps;
    private final OpenStore files;
    private final StoreNews news;
    private final Commands commands;
    private final PassingUpdates passing;
    private final ReadProgress readModels;
    private final RecordingLimits limits;
    private final Clock clock;

    /** Written by the rounds' thread alone. */
    private final Map<RecordingId, Making> making = new ConcurrentHashMap<>();

    /** What the program before this one left, to be told as finished. */
    private final Set<RecordingId> left = new HashSet<>();

    /** Writers whose recorder is gone, and whose files are open still. */
    private final Map<RecordingId, RecordingWriter> ending = new HashMap<>();

    /** Recordings whose host is told that there is no room, since there is less than others need. */
    private final Set<RecordingId> withoutRoom = new HashSet<>();

    /** Recordings whose trouble was told in the log: once, until they are well. */
    private final Set<RecordingId> troubled = new HashSet<>();

    /** Recordings that are over, and of which nobody seems to have files, by when that was seen first. */
    private final Map<RecordingId, Long> nowhere = new HashMap<>();

    /** Recordings that were told to be deleted, until the read model has it. Any thread adds to them. */
    private final Set<RecordingId> deleted = ConcurrentHashMap.newKeySet();

    /** A recording that is being made here. */
    private record Making(SessionId session, Recorder recorder) {}

    /** The data of {@code recordingProgress}. */
    record Told(
            RecordingId recordingId,
            Duration duration,
            long bytes,
            @Nullable Trouble trouble) {}

    Recorders(
            Recordings recordings,
            Answers answers,
            Sessions sessions,
            SessionHomes homes,
            FrameTaps taps,
            OpenStore files,
            StoreNews news,
            Commands commands,
            PassingUpdates passing,
            ReadProgress readModels,
            RecordingLimits limits,
            Clock clock) {
        this.recordings = recordings;
        this.answers = answers;
        this.sessions = sessions;
        this.homes = homes;
        this.taps = taps;
        this.files = files;
        this.news = news;
        this.commands = commands;
        this.passing = passing;
        this.readModels = readModels;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Optional<Progress> progress(RecordingId id) {
        return news.progress(name(id));
    }

    @Override
    public void requireRoom(UserId host) {
        files.requireRoom();
        requireWithin(limits.maxPerHost(), recordings.bytes(host), "This host's recordings have used up their room");
        requireWithin(
                limits.maxInAll(), recordings.bytes(null), "The recordings of this server have used up their room");
    }

    private void requireWithin(@Nullable DataSize most, long used, String why) {
        if (most != null && used >= most.toBytes()) {
            throw new Refused(RefusalCode.STORAGE_FULL, why);
        }
    }

    /** Looks at everything once; returns whether something is being recorded anywhere. */
    boolean round() {
        files.open()
                .map(RecoveryReport::recovered)
                .ifPresent(found ->
                        found.forEach(one -> left.add(new RecordingId(one.name().value()))));
        if (readModels.isBehind()) {
            return true; // What is not read yet is no reason to end anything.
        }
        List<RecordingRow> open = recordings.open();
        for (RecordingRow row : open) {
            try {
                look(row);
                troubled.remove(row.id());
            } catch (Refused no) {
                LOG.debug("Recording {} waits: {}", row.id(), no.getMessage());
            } catch (IOException failure) {
                if (troubled.add(row.id())) {
                    LOG.warn("Recording {} waits for its files: {}", row.id(), failure.toString());
                }
            } catch (RuntimeException failure) { // The others are looked at all the same.
                if (StoreFailure.isOne(failure)) {
                    throw failure;
                }
                if (troubled.add(row.id())) {
                    LOG.error("Recording {} cannot be looked after", row.id(), failure);
                }
            }
        }
        Set<RecordingId> known = open.stream().map(RecordingRow::id).collect(Collectors.toSet());
        troubled.retainAll(known);
        for (Map.Entry<RecordingId, Making> one : making.entrySet()) {
            if (!known.contains(one.getKey())) {
                letGoWhatIsOver(one.getKey(), one.getValue());
            }
        }
        return !open.isEmpty();
    }

    /** Deleted, or finished by another node. One of which there is no row may be one whose read model is being rebuilt. */
    private void letGoWhatIsOver(RecordingId id, Making one) {
        Optional<RecordingRow> row = recordings.find(id).filter(found -> !found.active());
        if (row.isEmpty()) {
            return;
        }
        let(id, one);
        news.forget(name(id));
        withoutRoom.remove(id);
        if (row.get().state() == RecordingState.DELETED) {
            ending.remove(id);
            return;
        }
        try {
            finishFiles(row.get(), RecordingEnd.NODE_LOST);
        } catch (IOException failure) {
            LOG.warn("The files of recording {} have no end yet: {}", id, failure.toString());
        }
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

    private void look(RecordingRow row) throws IOException {
        if (row.stoppedBy() != null) {
            finish(row, row.stoppedBy());
        } else if (left.contains(row.id()) && !making.containsKey(row.id())) {
            tellWhatWasLeft(row);
        } else if (homes.isElsewhere(row.session())) {
            letGo(row);
        } else if (homes.isHere(row.session()) && isOn(row.session())) {
            make(row);
        }
    }

    private boolean isOn(SessionId session) {
        return sessions.find(session)
                .map(SessionFacts::state)
                .filter(state -> state == SessionState.STARTING || state == SessionState.LIVE)
                .isPresent();
    }

    /** What a program left that was killed is finished at once; it goes on when its session does. */
    private void tellWhatWasLeft(RecordingRow row) {
        if (row.state() != RecordingState.FINISHED && !homes.isElsewhere(row.session())) {
            open(row);
            tellFinished(row, RecordingEnd.NODE_LOST, false);
        }
        left.remove(row.id());
    }

    private void letGo(RecordingRow row) throws IOException {
        Making mine = making.get(row.id());
        if (mine != null) {
            let(row.id(), mine);
            news.forget(name(row.id()));
        }
        if (ending.containsKey(row.id())) {
            finishFiles(row, RecordingEnd.NODE_LOST);
        }
    }

    private void make(RecordingRow row) throws IOException {
        Optional<RecordingStore> store = files.store();
        if (store.isEmpty()) {
            return;
        }
        open(row);
        Making now = making.get(row.id());
        if (now == null) {
            now = begin(row, store.get());
        } else if (now.recorder().closed().isDone()) {
            now.recorder().attach(listener -> taps.open(row.session(), listener));
        }
        boolean room = files.hasRoom();
        boolean paused = row.paused() || !room;
        Set<UserId> people = paused ? Set.of() : answers.agreed(row.session());
        now.recorder().allow(people, System.nanoTime());
        now.recorder().pause(paused);
        if (!room) {
            withoutRoom.add(row.id());
            news.trouble(name(row.id()), Trouble.DISK_FULL);
        } else if (withoutRoom.remove(row.id())) {
            news.trouble(name(row.id()), null);
        }
        tellProgress(row);
    }

    private void open(RecordingRow row) {
        if (row.opened()) {
            return;
        }
        try {
            commands.send(new OpenRecording(row.id(), row.session(), row.host(), row.visibility(), now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.CONFLICT) { // It is open, and the read model late.
                throw no;
            }
        }
    }

    /** What a program before has left goes on with the same files, on the same timeline. */
    private Making begin(RecordingRow row, RecordingStore store) throws IOException {
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
            isPaused = !contents.states().isEmpty()
                    && contents.states().getLast().state() == live.griot.recording.store.RecordingState.PAUSED;
            writer = store.resume(name);
            beganMillis = contents.beganMillis();
            origin = nanos - Math.max(sinceNanos(contents, wall), endNanos(contents));
            news.begin(name, contents);
        } else {
            writer = store.begin(name, beganMillis);
            news.begin(name, null);
        }
        Recorder recorder = new Recorder(
                writer, new Recorder.Beginning(beganMillis, origin), row.stems(), isPaused, KEY_FRAMES_NANOS, nanos);
        Making made = new Making(row.session(), recorder);
        making.put(row.id(), made);
        recorder.attach(listener -> taps.open(row.session(), listener));
        return made;
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

    /** One that was finished before is not any more once something comes. */
    private void tellProgress(RecordingRow row) {
        Progress progress = progress(row.id()).orElse(new Progress(Duration.ZERO, 0, null));
        if (row.state() == RecordingState.FINISHED && progress.bytes() > row.bytes()) {
            commands.send(new ReopenRecording(row.id(), row.session(), now()));
        }
        passing.tell(new Update(
                Topic.ofSession(row.session()),
                "recordingProgress",
                now(),
                new Told(row.id(), progress.duration(), progress.bytes(), progress.trouble())));
    }

    private void finish(RecordingRow row, RecordingEnd why) throws IOException {
        boolean isHere = making.containsKey(row.id())
                || ending.containsKey(row.id())
                || files.read(row.id()).isPresent();
        if (!isHere && row.opened() && (homes.isElsewhere(row.session()) || mayBeSomewhere(row.id()))) {
            return;
        }
        Making mine = making.get(row.id());
        boolean wasLeft = left.contains(row.id()) || row.state() == RecordingState.FINISHED;
        RecordingEnd reason = wasLeft ? RecordingEnd.NODE_LOST : why;
        if (mine != null) {
            let(row.id(), mine);
        }
        open(row);
        if (isHere) {
            finishFiles(row, reason);
        }
        tellFinished(row, reason, true);
        news.forget(name(row.id()));
        left.remove(row.id());
        nowhere.remove(row.id());
        withoutRoom.remove(row.id());
    }

    /** The node that has the files tells the end, unless it does not come. */
    private boolean mayBeSomewhere(RecordingId id) {
        long now = System.nanoTime();
        return now - nowhere.computeIfAbsent(id, first -> now) < ELSEWHERE_NANOS;
    }

    /** Closes a recorder's tap, and waits until all of it is with the store. */
    private void let(RecordingId id, Making one) {
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

    private void finishFiles(RecordingRow row, RecordingEnd why) throws IOException {
        RecordingStore store = files.store().orElseThrow(() -> new IOException("The store is not open"));
        long at = clock.instant().toEpochMilli();
        RecordingWriter writer = ending.get(row.id());
        if (writer == null) {
            store.finish(name(row.id()), why.name(), at);
            return;
        }
        try {
            writer.finish(why.name(), at).get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
            ending.remove(row.id());
        } catch (ExecutionException | TimeoutException notNow) {
            throw new IOException("The store does not take the end", notNow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private void tellFinished(RecordingRow row, RecordingEnd why, boolean forGood) {
        Optional<RecordingContents> contents = files.read(row.id()).map(RecordingReader::contents);
        Duration duration =
                contents.flatMap(MediaTime::of).map(MediaTime::length).orElse(Duration.ZERO);
        long bytes = contents.map(RecordingContents::bytes).orElse(0L);
        try {
            commands.send(new FinishRecording(row.id(), why, forGood, duration, bytes, now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.NOT_FOUND) { // It was deleted meanwhile, and the read model is late.
                throw no;
            }
        }
    }

    /** Notes that a recording is deleted: its files are to go. Any thread. */
    void deleted(RecordingId id) {
        deleted.add(id);
    }

    /** Returns whether something was told to be deleted of which the read model may not know yet. */
    boolean hasToSweep() {
        return !deleted.isEmpty();
    }

    /** Deletes what is older than is kept, and removes the files of what was deleted. */
    void sweep() throws IOException {
        if (limits.keepFor() != null && !readModels.isBehind()) {
            recordings
                    .finishedBefore(clock.instant().minus(limits.keepFor()), OVERDUE_AT_ONCE)
                    .forEach(this::discard);
        }
        RecordingStore store = files.store().orElse(null);
        if (store == null) {
            return;
        }
        Set<RecordingId> asked = new HashSet<>(deleted);
        store.recordings().forEach(name -> asked.add(new RecordingId(name.value())));
        for (RecordingId gone : recordings.deleted(asked)) {
            store.delete(name(gone));
            deleted.remove(gone);
        }
    }

    private void discard(RecordingId overdue) {
        try {
            commands.send(new DiscardRecording(overdue, now()));
        } catch (Refused no) {
            LOG.debug("Recording {} is gone already: {}", overdue, no.getMessage());
        }
    }

    /** Ends all recorders; their recordings stay as they are, whole, for the program that is started next. */
    void stop() {
        making.forEach(this::let);
        ending.clear();
    }

    private static RecordingName name(RecordingId id) {
        return new RecordingName(id.value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
