package live.griot.recording.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.RecordingId;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wishes what is made of each recording that is finished, and removes what nobody asks for and what is of a deleted one. Thread-safe. */
final class JobUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(JobUpkeep.class);
    private static final Duration SWEEPS = Duration.ofMinutes(5);

    /** Downloads that were used a moment ago stay, however little room there is. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    private static final int ROOM_AT_ONCE = 10;
    private static final int LOOKED_AT = 100;
    private static final int SWEPT_AT_ONCE = 500;

    private final Jobs jobs;
    private final Recordings recordings;
    private final OpenStore files;
    private final WorkerRoom room;
    private final WorkerProperties properties;
    private final Clock clock;

    /** Recordings that were told to be finished, until the read model has it, and is looked at. */
    private final Set<RecordingId> finished = ConcurrentHashMap.newKeySet();

    /** Likewise those that were told to be deleted. */
    private final Set<RecordingId> deleted = ConcurrentHashMap.newKeySet();

    private volatile long sweptNanos = System.nanoTime() - SWEEPS.toNanos();

    JobUpkeep(
            Jobs jobs,
            Recordings recordings,
            OpenStore files,
            WorkerRoom room,
            WorkerProperties properties,
            Clock clock) {
        this.jobs = jobs;
        this.recordings = recordings;
        this.files = files;
        this.room = room;
        this.properties = properties;
        this.clock = clock;
    }

    /** Notes that a recording is finished. Needs no database. */
    void finished(RecordingId id) {
        finished.add(id);
    }

    /** Notes that a recording is deleted. Needs no database. */
    void deleted(RecordingId id) {
        deleted.add(id);
    }

    /** Looks after what changed, and now and then after everything. */
    void look() {
        for (RecordingId id : List.copyOf(deleted)) {
            if (recordings.find(id).filter(Worker::isDeleted).isPresent()) {
                jobs.forget(id);
                deleted.remove(id);
            }
        }
        for (RecordingId id : List.copyOf(finished)) {
            Optional<RecordingRow> row = recordings.find(id);
            if (row.isPresent() && (Worker.isOver(row.get()) || Worker.isDeleted(row.get()))) {
                prepare(row.get());
                finished.remove(id);
            }
        }
        makeRoom();
        if (System.nanoTime() - sweptNanos > SWEEPS.toNanos()) {
            sweptNanos = System.nanoTime();
            sweep();
        }
    }

    private void prepare(RecordingRow row) {
        if (Worker.isDeleted(row)) {
            return;
        }
        jobs.ask(row.id(), JobKind.THUMBNAILS, row.host(), now());
        if (files.read(row.id()).filter(Programme::isForNoPlayer).isPresent()) {
            jobs.ask(row.id(), JobKind.DOWNLOAD, row.host(), now());
        }
    }

    /** Removes downloads that nobody asks for, and forgets what was made of recordings that are deleted. */
    void sweep() {
        for (JobKind download : JobKind.DOWNLOADS) {
            jobs.unused(download, now().minus(properties.keepDownloads()), LOOKED_AT)
                    .forEach(this::remove);
        }
        String after = "";
        List<RecordingId> some;
        do {
            some = jobs.recordings(after, SWEPT_AT_ONCE);
            recordings.deleted(some).forEach(jobs::forget);
            after = some.isEmpty() ? after : some.getLast().value();
        } while (some.size() == SWEPT_AT_ONCE);
    }

    private void remove(Job unused) {
        RecordingStore store = files.store().orElse(null);
        if (store == null || files.read(unused.recording()).isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(store.exports(name(unused.recording()))
                    .resolve(unused.kind().file()));
            var _ = jobs.forget(unused);
        } catch (IOException failure) {
            LOG.warn("A download that nobody asks for is there still: {}", failure.toString());
        }
    }

    /** Where recordings will soon have no room, downloads go: they can be made again. */
    private void makeRoom() {
        if (room.isScarce()) {
            for (JobKind download : JobKind.DOWNLOADS) {
                jobs.unused(download, now().minus(IN_USE), ROOM_AT_ONCE).forEach(this::remove);
            }
        }
    }

    private static RecordingName name(RecordingId id) {
        return new RecordingName(id.value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
