package live.griot.recording.capture;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.ReadProgress;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.Sessions;
import live.griot.api.store.StoreFailure;
import live.griot.recording.consent.Answers;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.lifecycle.RunningRecordings.Trouble;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecoveryReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings what is recorded on this node to what was decided: a recorder for each recording whose session is here, and an end for each that is
 * over. It looks at all of it again and again, so it does not matter when it was started, what it missed, or how the program before it
 * ended. Owned by the thread of {@link RecorderRounds}.
 */
@Component
class Recorders {
    private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);
    private static final long ELSEWHERE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Recordings recordings;
    private final Answers answers;
    private final Sessions sessions;
    private final SessionHomes homes;
    private final OpenStore files;
    private final StoreNews news;
    private final OpenRecorders open;
    private final RecordingReports reports;
    private final ReadProgress readModels;

    /** What the program before this one left, to be told as finished. */
    private final Set<RecordingId> left = new HashSet<>();

    /** Recordings whose host is told that there is no room, since there is less than others need. */
    private final Set<RecordingId> withoutRoom = new HashSet<>();

    /** Recordings whose trouble was told in the log: once, until they are well. */
    private final Set<RecordingId> troubled = new HashSet<>();

    /** Recordings that are over, and of which nobody seems to have files, by when that was seen first. */
    private final Map<RecordingId, Long> nowhere = new HashMap<>();

    Recorders(
            Recordings recordings,
            Answers answers,
            Sessions sessions,
            SessionHomes homes,
            OpenStore files,
            StoreNews news,
            OpenRecorders open,
            RecordingReports reports,
            ReadProgress readModels) {
        this.recordings = recordings;
        this.answers = answers;
        this.sessions = sessions;
        this.homes = homes;
        this.files = files;
        this.news = news;
        this.open = open;
        this.reports = reports;
        this.readModels = readModels;
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
        List<RecordingRow> wished = recordings.open();
        wished.forEach(this::lookFenced);
        Set<RecordingId> known = wished.stream().map(RecordingRow::id).collect(Collectors.toSet());
        troubled.retainAll(known);
        for (RecordingId one : open.running()) {
            if (!known.contains(one)) {
                letGoWhatIsOver(one);
            }
        }
        return !wished.isEmpty();
    }

    /** What is wrong with one recording is no trouble of the others. */
    private void lookFenced(RecordingRow row) {
        try {
            look(row);
            troubled.remove(row.id());
        } catch (Refused no) {
            LOG.debug("Recording {} waits: {}", row.id(), no.getMessage());
        } catch (IOException failure) {
            if (troubled.add(row.id())) {
                LOG.warn("Recording {} waits for its files: {}", row.id(), failure.toString());
            }
        } catch (RuntimeException failure) {
            if (StoreFailure.isOne(failure)) {
                throw failure;
            }
            if (troubled.add(row.id())) {
                LOG.error("Recording {} cannot be looked after", row.id(), failure);
            }
        }
    }

    private void look(RecordingRow row) throws IOException {
        if (row.stoppedBy() != null) {
            finish(row, row.stoppedBy());
        } else if (left.contains(row.id()) && !open.isRunning(row.id())) {
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
            reports.opened(row);
            reports.finished(row, RecordingEnd.NODE_LOST, false);
        }
        left.remove(row.id());
    }

    private void make(RecordingRow row) throws IOException {
        Optional<RecordingStore> store = files.store();
        if (store.isEmpty()) {
            return;
        }
        reports.opened(row);
        Recorder recorder = open.recorder(row, store.get());
        boolean room = files.hasRoom();
        boolean paused = row.paused() || !room;
        Set<UserId> people = paused ? Set.of() : answers.agreed(row.session());
        recorder.allow(people, System.nanoTime());
        recorder.pause(paused);
        if (!room) {
            withoutRoom.add(row.id());
            news.trouble(name(row.id()), Trouble.DISK_FULL);
        } else if (withoutRoom.remove(row.id())) {
            news.trouble(name(row.id()), null);
        }
        reports.progress(row);
    }

    private void finish(RecordingRow row, RecordingEnd why) throws IOException {
        boolean isHere = open.isOpen(row.id()) || files.read(row.id()).isPresent();
        if (!isHere && row.opened() && (homes.isElsewhere(row.session()) || mayBeSomewhere(row.id()))) {
            return;
        }
        RecordingEnd reason = reason(row, why, left.contains(row.id()), isHere);
        open.close(row.id());
        reports.opened(row);
        if (isHere) {
            open.finishFiles(row.id(), reason);
        }
        reports.finished(row, reason, true);
        news.forget(name(row.id()));
        left.remove(row.id());
        nowhere.remove(row.id());
        withoutRoom.remove(row.id());
    }

    /**
     * Returns what is told to have ended a recording.
     *
     * @param wasLeft whether a program left it that was killed
     * @param isHere whether its files are; of one that was begun and has none, the node that made it is gone with them
     */
    static RecordingEnd reason(RecordingRow row, RecordingEnd why, boolean wasLeft, boolean isHere) {
        boolean isGone = row.opened() && !isHere;
        return wasLeft || isGone || row.state() == RecordingState.FINISHED ? RecordingEnd.NODE_LOST : why;
    }

    /** The node that has the files tells the end, unless it does not come. */
    private boolean mayBeSomewhere(RecordingId id) {
        long now = System.nanoTime();
        return now - nowhere.computeIfAbsent(id, first -> now) < ELSEWHERE_NANOS;
    }

    /** Another node has its session now. */
    private void letGo(RecordingRow row) throws IOException {
        if (open.isRunning(row.id())) {
            open.close(row.id());
            news.forget(name(row.id()));
        }
        if (open.isOpen(row.id())) {
            open.finishFiles(row.id(), RecordingEnd.NODE_LOST);
        }
    }

    /** Deleted, or finished by another node. One of which there is no row may be one whose read model is being rebuilt. */
    private void letGoWhatIsOver(RecordingId id) {
        Optional<RecordingRow> row = recordings.find(id).filter(found -> !found.active());
        if (row.isEmpty()) {
            return;
        }
        open.close(id);
        news.forget(name(id));
        withoutRoom.remove(id);
        if (row.get().state() == RecordingState.DELETED) {
            open.forget(id);
            return;
        }
        try {
            open.finishFiles(id, RecordingEnd.NODE_LOST);
        } catch (IOException failure) {
            LOG.warn("The files of recording {} have no end yet: {}", id, failure.toString());
        }
    }

    private static RecordingName name(RecordingId id) {
        return new RecordingName(id.value());
    }
}
