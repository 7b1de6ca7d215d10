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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.store.StoreFailure;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/**
 * Makes what is wished of recordings whose files are on this node, a few at a time, each on a thread of its own that does nothing else. What
 * is to be made is in {@link Jobs}: a program that is started again goes on with what the one before it left, and each thing is made by one
 * node. Thread-safe.
 */
class Worker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LOOKS = Duration.ofSeconds(5);
    private static final Duration SWEEPS = Duration.ofMinutes(5);
    /** How long a job waits for the node that has the files, which may have much to do before. */
    private static final Duration NOWHERE = Duration.ofDays(1);

    /** How long a job waits while its recording is kept elsewhere, and does not come. */
    private static final Duration UNTIL_IT_COMES = Duration.ofSeconds(30);

    /** Downloads that were used a moment ago stay, however little room there is. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    private static final int ROOM_AT_ONCE = 10;
    /** How long it stands that something failed in all tries, and that it cannot be made, before somebody who asks has it tried again. */
    private static final Duration FAILURE_STANDS = Duration.ofHours(1);

    private static final Duration IMPOSSIBLE_STANDS = Duration.ofDays(1);

    private static final Duration ENDS = Duration.ofSeconds(10);
    private static final int LOOKED_AT = 100;
    private static final int SWEPT_AT_ONCE = 500;
    /** Stopped while the database is there still. */
    private static final int BEFORE_THE_EDGE = Integer.MAX_VALUE - 4_000;

    private final Jobs jobs;
    private final Recordings recordings;
    private final OpenStore files;
    private final RecordingLimits limits;
    private final WorkerProperties properties;
    private final Map<JobKind, Recipe> recipes;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    /** Recordings that were told to be finished, until the read model has it, and is looked at. */
    private final Set<RecordingId> finished = ConcurrentHashMap.newKeySet();

    /** Likewise those that were told to be deleted. */
    private final Set<RecordingId> deleted = ConcurrentHashMap.newKeySet();

    private final Map<Ending, LongAdder> ended = new EnumMap<>(Ending.class);
    private List<Thread> threads = List.of();
    private volatile boolean running;
    private volatile long sweptNanos = System.nanoTime() - SWEEPS.toNanos();

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
        this.recordings = recordings;
        this.files = files;
        this.limits = limits;
        this.properties = properties;
        this.recipes = recipes;
        this.clock = clock;
        for (Ending ending : Ending.values()) {
            ended.put(ending, new LongAdder());
        }
    }

    /** Lets it look for work now. */
    void wake() {
        work.release();
    }

    /** Notes that a recording is finished: its pictures are made soon. Needs no database. */
    void finished(RecordingId id) {
        finished.add(id);
        wake();
    }

    /** Notes that a recording is deleted: what was made of it is forgotten soon. Needs no database. */
    void deleted(RecordingId id) {
        deleted.add(id);
        wake();
    }

    /** Returns how many jobs ended so. */
    long ended(Ending ending) {
        return Objects.requireNonNull(ended.get(ending)).sum();
    }

    private void loop() {
        boolean storeWasAway = false;
        while (running) {
            boolean found = false;
            try {
                look();
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

    /** Looks after what changed, and now and then after everything. */
    private void look() {
        for (RecordingId id : List.copyOf(deleted)) {
            if (recordings.find(id).filter(Worker::isDeleted).isPresent()) {
                jobs.forget(id);
                deleted.remove(id);
            }
        }
        for (RecordingId id : List.copyOf(finished)) {
            Optional<RecordingRow> row = recordings.find(id);
            if (row.isPresent() && (isOver(row.get()) || isDeleted(row.get()))) {
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
        if (isDeleted(row)) {
            return;
        }
        jobs.ask(row.id(), JobKind.THUMBNAILS, row.host(), now());
        if (files.read(row.id()).filter(Programme::isForNoPlayer).isPresent()) {
            jobs.ask(row.id(), JobKind.DOWNLOAD, row.host(), now());
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
        for (Job unused : jobs.unused(JobKind.DOWNLOAD, now().minus(properties.keepDownloads()), LOOKED_AT)) {
            remove(unused);
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
            Files.deleteIfExists(store.exports(name(unused.recording())).resolve(Download.FILE));
            var _ = jobs.forget(unused);
        } catch (IOException failure) {
            LOG.warn("A download that nobody asks for is there still: {}", failure.toString());
        }
    }

    /** Makes the first thing that is to be made here; false where there is none. */
    private boolean makeOne() {
        List<Job> due = new ArrayList<>(jobs.due(now(), LOOKED_AT));
        due.sort(Comparator.comparing(Job::kind));
        for (Job job : due) {
            Optional<RecordingReader> reader = files.read(job.recording());
            if (reader.isPresent() && take(job, reader.get())) {
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

    private boolean take(Job job, RecordingReader reader) {
        String claim = UUID.randomUUID().toString();
        if (!jobs.claim(job, claim, now().plus(Lease.LENGTH))) {
            return false;
        }
        if (job.tries() >= properties.maxTries()) {
            jobs.failed(job, claim, "The server ended each time that it was being made", now());
            count(Ending.FAILED);
            return true;
        }
        Lease lease = new Lease(job, claim, jobs, recordings, clock, properties.maxTime(), () -> running);
        try {
            long bytes = make(job, reader, lease);
            jobs.ready(job, claim, bytes, now());
            count(Ending.READY);
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
            count(Ending.AGAIN);
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
            count(Ending.FAILED);
            LOG.warn("Of recording {} no {} can be made: {}", job.recording(), job.kind(), failure.sentence());
        } else {
            jobs.again(job, lease.claim(), failure.sentence(), now().plus(properties.pauseAfter(tries)));
            count(Ending.AGAIN);
        }
    }

    private void giveBack(Lease lease) {
        count(Ending.STOPPED);
        lease.end();
    }

    private void count(Ending ending) {
        Objects.requireNonNull(ended.get(ending)).increment();
    }

    private long make(Job job, RecordingReader reader, Lease lease)
            throws IOException, NotMadeException, StoppedException {
        RecordingStore store = files.store().orElseThrow(StoppedException::new);
        lease.check();
        Recipe recipe = Objects.requireNonNull(recipes.get(job.kind()));
        if (job.kind() == JobKind.DOWNLOAD) {
            requireRoom(job, Math.max(recipe.room(reader), reader.contents().bytes()));
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

    private void requireRoom(Job job, long bytes) throws NotMadeException {
        boolean fits = files.hasRoomFor(bytes + spared())
                && fits(limits.maxPerHost(), job.host(), bytes)
                && fits(limits.maxInAll(), null, bytes);
        if (!fits) {
            throw NotMadeException.thisTime("There is no room left for a download", null);
        }
    }

    /** What is made leaves twice the room free that recordings leave: it must not be why they pause. */
    private long spared() {
        return limits.minFree().toBytes();
    }

    /** Where recordings will soon have no room, downloads go: they can be made again. */
    private void makeRoom() {
        if (!files.hasRoomFor(spared())) {
            jobs.unused(JobKind.DOWNLOAD, now().minus(IN_USE), ROOM_AT_ONCE).forEach(this::remove);
        }
    }

    /** Returns whether what failed may be tried again, since somebody asks for it. */
    boolean mayBeTriedAgain(Job failed) {
        Duration stands = failed.tries() < properties.maxTries() ? IMPOSSIBLE_STANDS : FAILURE_STANDS;
        return failed.changedAt().isBefore(now().minus(stands));
    }

    private boolean fits(@Nullable DataSize most, @Nullable UserId host, long bytes) {
        return most == null || recordings.bytes(host) + jobs.bytes(host) + bytes <= most.toBytes();
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
