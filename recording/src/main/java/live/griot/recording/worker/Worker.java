package live.griot.recording.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.RecordingId;
import live.griot.api.store.StoreFailure;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes what is wished of recordings whose files are on this node, a few at a time, each on a thread of its own that does nothing else. What
 * is to be made is in {@link Jobs}: a program that is started again goes on with what the one before it left, and each thing is made by one
 * node. Thread-safe.
 */
class Worker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LOOKS = Duration.ofSeconds(5);
    /** How long a job waits for the node that has the files, which may have much to do before. */
    private static final Duration NOWHERE = Duration.ofDays(1);

    /** How long it stands that something failed in all tries, and that it cannot be made, before somebody who asks has it tried again. */
    private static final Duration FAILURE_STANDS = Duration.ofHours(1);

    private static final Duration IMPOSSIBLE_STANDS = Duration.ofDays(1);

    private static final Duration ENDS = Duration.ofSeconds(10);
    private static final int LOOKED_AT = 100;
    /** Stopped while the database is there still. */
    private static final int BEFORE_THE_EDGE = Integer.MAX_VALUE - 4_000;

    private final Jobs jobs;
    private final OpenStore files;
    private final WorkerProperties properties;
    private final Clock clock;
    private final JobUpkeep upkeep;
    private final JobRun run;
    private final Semaphore work = new Semaphore(0);
    private List<Thread> threads = List.of();
    private volatile boolean running;

    /** What became of a job that was taken. */
    enum Ending {
        READY,
        /** It is tried again later. */
        AGAIN,
        FAILED,
        STOPPED
    }

    Worker(
            Jobs jobs,
            Recordings recordings,
            OpenStore files,
            RecordingLimits limits,
            WorkerProperties properties,
            Map<JobKind, Recipe> recipes,
            Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.properties = properties;
        this.clock = clock;
        WorkerRoom room = new WorkerRoom(jobs, recordings, files, limits);
        this.upkeep = new JobUpkeep(jobs, recordings, files, room, properties, clock);
        this.run = new JobRun(jobs, recordings, files, room, properties, recipes, clock, () -> running);
    }

    /** Lets it look for work now. */
    void wake() {
        work.release();
    }

    /** Notes that a recording is finished: its pictures are made soon. Needs no database. */
    void finished(RecordingId id) {
        upkeep.finished(id);
        wake();
    }

    /** Notes that a recording is deleted: what was made of it is forgotten soon. Needs no database. */
    void deleted(RecordingId id) {
        upkeep.deleted(id);
        wake();
    }

    /** Returns how many jobs ended so. */
    long ended(Ending ending) {
        return run.ended(ending);
    }

    private void loop() {
        boolean storeWasAway = false;
        while (running) {
            boolean found = false;
            try {
                upkeep.look();
                found = makeOne();
                storeWasAway = false;
            } catch (Throwable failure) { // The jobs to come must not end with this one.
                if (!StoreFailure.isOne(failure)) {
                    LOG.error("What is made of recordings waits", failure);
                } else if (!storeWasAway) {
                    LOG.warn("What is made of recordings waits for the database: {}", failure.toString());
                }
                storeWasAway = true;
            }
            if (!found && running) {
                await();
            }
        }
    }

    private void await() {
        try {
            if (work.tryAcquire(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    static boolean isOver(RecordingRow row) {
        return row.state() == RecordingState.FINISHED && !row.active();
    }

    static boolean isDeleted(RecordingRow row) {
        return row.state() == RecordingState.DELETED;
    }

    /** Removes downloads that nobody asks for, and forgets what was made of recordings that are deleted. */
    void sweep() {
        upkeep.sweep();
    }

    /** Makes the first thing that is to be made here; false where there is none. */
    private boolean makeOne() {
        List<Job> due = new ArrayList<>(jobs.due(now(), LOOKED_AT));
        due.sort(Comparator.comparing(Job::kind));
        for (Job job : due) {
            Optional<RecordingReader> reader = files.read(job.recording());
            if (reader.isPresent() && run.take(job, reader.get())) {
                return true;
            } else if (reader.isEmpty() && files.store().isPresent()) {
                giveUpWhatIsNowhere(job);
            }
        }
        return false;
    }

    private void giveUpWhatIsNowhere(Job job) {
        String claim = UUID.randomUUID().toString();
        Instant due = Objects.requireNonNullElse(job.dueAt(), now());
        if (due.isBefore(now().minus(NOWHERE)) && jobs.claim(job, claim, now().plus(Lease.LENGTH))) {
            jobs.failed(job, claim, "The server that has the recording is away", now());
        }
    }

    /** Returns whether what failed may be tried again, since somebody asks for it. */
    boolean mayBeTriedAgain(Job failed) {
        Duration stands = failed.tries() < properties.maxTries() ? IMPOSSIBLE_STANDS : FAILURE_STANDS;
        return failed.changedAt().isBefore(now().minus(stands));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public synchronized void start() {
        running = true;
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < properties.maxAtOnce(); i++) {
            started.add(
                    Thread.ofPlatform().daemon().name("recording-worker-", i).start(this::loop));
        }
        threads = started;
    }

    /** Ends what is being made; who is started next begins with it. */
    @Override
    public synchronized void stop() {
        running = false;
        work.release(threads.size());
        try {
            for (Thread thread : threads) {
                var _ = thread.join(ENDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_EDGE;
    }
}
