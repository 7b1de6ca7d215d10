package live.griot.recording.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import live.griot.api.id.RecordingId;
import live.griot.api.store.StoreFailure;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a job, makes what is wished, and notes what became of it: made, failed for good, or to be tried again. Thread-safe. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    /** How long a job waits while its recording is kept elsewhere, and does not come. */
    private static final Duration UNTIL_IT_COMES = Duration.ofSeconds(30);

    private final Jobs jobs;
    private final Recordings recordings;
    private final OpenStore files;
    private final WorkerRoom room;
    private final WorkerProperties properties;
    private final Map<JobKind, Recipe> recipes;
    private final Clock clock;
    private final BooleanSupplier running;
    private final Map<Worker.Ending, LongAdder> ended = new EnumMap<>(Worker.Ending.class);

    /** Makes one; what it makes ends when {@code running} is no longer so. */
    JobRun(
            Jobs jobs,
            Recordings recordings,
            OpenStore files,
            WorkerRoom room,
            WorkerProperties properties,
            Map<JobKind, Recipe> recipes,
            Clock clock,
            BooleanSupplier running) {
        this.jobs = jobs;
        this.recordings = recordings;
        this.files = files;
        this.room = room;
        this.properties = properties;
        this.recipes = recipes;
        this.clock = clock;
        this.running = running;
        for (Worker.Ending ending : Worker.Ending.values()) {
            ended.put(ending, new LongAdder());
        }
    }

    /** Returns how many jobs ended so. */
    long ended(Worker.Ending ending) {
        return Objects.requireNonNull(ended.get(ending)).sum();
    }

    /** Makes what a job is for of a recording that is here; false where somebody else has taken it. */
    boolean take(Job job, RecordingReader reader) {
        String claim = UUID.randomUUID().toString();
        if (!jobs.claim(job, claim, now().plus(Lease.LENGTH))) {
            return false;
        }
        if (job.tries() >= properties.maxTries()) {
            jobs.failed(job, claim, "The server ended each time that it was being made", now());
            count(Worker.Ending.FAILED);
            return true;
        }
        Lease lease = new Lease(job, claim, jobs, recordings, clock, properties.maxTime(), running);
        try {
            long bytes = make(job, reader, lease);
            jobs.ready(job, claim, bytes, now());
            count(Worker.Ending.READY);
        } catch (StoppedException stopped) {
            if (lease.isOverdue()) {
                fail(job, lease, NotMadeException.ever("It takes too long to make"));
            } else {
                giveBack(lease);
            }
        } catch (NotMadeException failure) {
            fail(job, lease, failure);
        } catch (FarAwayException away) {
            LOG.debug("Recording {} does not come", job.recording(), away);
            jobs.release(job, claim, now().plus(UNTIL_IT_COMES));
            count(Worker.Ending.AGAIN);
        } catch (IOException failure) {
            if (failure instanceof NoSuchFileException && lease.isUnwanted()) {
                giveBack(lease);
            } else {
                LOG.warn("Of recording {} no {} was made: {}", job.recording(), job.kind(), failure.toString());
                fail(job, lease, NotMadeException.thisTime("The server's disk does not give or take it", failure));
            }
        } catch (RuntimeException bug) {
            if (StoreFailure.isOne(bug)) {
                throw bug;
            }
            LOG.error("Of recording {} no {} was made", job.recording(), job.kind(), bug);
            fail(job, lease, NotMadeException.thisTime("Something is wrong in the server", bug));
        }
        return true;
    }

    private void fail(Job job, Lease lease, NotMadeException failure) {
        int tries = job.tries() + 1;
        if (failure.isFinal() || tries >= properties.maxTries()) {
            jobs.failed(job, lease.claim(), failure.sentence(), now());
            count(Worker.Ending.FAILED);
            LOG.warn("Of recording {} no {} can be made: {}", job.recording(), job.kind(), failure.sentence());
        } else {
            jobs.again(job, lease.claim(), failure.sentence(), now().plus(properties.pauseAfter(tries)));
            count(Worker.Ending.AGAIN);
        }
    }

    private void giveBack(Lease lease) {
        count(Worker.Ending.STOPPED);
        lease.end();
    }

    private void count(Worker.Ending ending) {
        Objects.requireNonNull(ended.get(ending)).increment();
    }

    private long make(Job job, RecordingReader reader, Lease lease)
            throws IOException, NotMadeException, StoppedException {
        RecordingStore store = files.store().orElseThrow(StoppedException::new);
        lease.check();
        Recipe recipe = Objects.requireNonNull(recipes.get(job.kind()));
        if (job.kind().isDownload()) {
            room.require(job, Math.max(recipe.room(reader), reader.contents().bytes()));
        }
        Path directory = store.makeExports(name(job.recording()));
        String unfinished = "new-" + job.kind().name().toLowerCase(Locale.ROOT);
        for (Path left : list(directory)) {
            if (String.valueOf(left.getFileName()).startsWith(unfinished)) {
                remove(left); // Of who was killed, or is late: whoever makes it now has the claim.
            }
        }
        Path scratch = Files.createDirectory(directory.resolve(unfinished + "-" + lease.claim()));
        try {
            return recipe.make(reader, directory, scratch, lease);
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path file : list(directory)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.toList();
        }
    }

    private static RecordingName name(RecordingId id) {
        return new RecordingName(id.value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
