package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The recordings on this machine's disk: one thread writes them, through a queue that never makes anybody wait. {@link #begin}, {@link
 * #status} and the writers never touch the disk; all else here does, on the thread that calls. One process at a time may have a store open.
 * Thread-safe.
 */
public final class RecordingStore implements AutoCloseable {
    private final RecordingFiles files;
    private final Disk disk;
    private final StoreLock lock;
    private final WriteQueue queue;
    private final News news;
    private final Thread thread;
    private final Set<RecordingName> written = ConcurrentHashMap.newKeySet();
    private final @Nullable FarCache elsewhere;

    private RecordingStore(
            RecordingFiles files,
            Disk disk,
            StoreLock lock,
            LongSupplier nanoClock,
            StoreListener listener,
            @Nullable FarCache elsewhere) {
        this.files = files;
        this.elsewhere = elsewhere;
        this.disk = disk;
        this.lock = lock;
        this.queue = new WriteQueue(nanoClock);
        this.news = new News(listener, new StoreCounters());
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("recording-store")
                .unstarted(new StoreWriter(disk, files, queue, news, nanoClock));
    }

    /**
     * Opens the recordings in a directory, which is made where it is missing. What was not finished is still as it was left: see {@link
     * #recover}.
     *
     * @throws IOException when it cannot be made, or another process has it open
     */
    public static RecordingStore open(Path directory, StoreListener listener) throws IOException {
        return open(directory, new LocalDisk(), System::nanoTime, listener);
    }

    /**
     * Opens them as {@link #open(Path, StoreListener)} does; what is no more here is looked for elsewhere.
     *
     * @throws IOException when the directory cannot be made, or another process has it open
     */
    public static RecordingStore open(Path directory, StoreListener listener, FarPlace far) throws IOException {
        RecordingFiles files = new RecordingFiles(directory.toAbsolutePath());
        return open(
                directory,
                new LocalDisk(),
                System::nanoTime,
                listener,
                new FarCache(far.store(), files, files.root(), far.room()));
    }

    /**
     * Opens a directory for what is there for a moment alone: nothing is forced to the disk, and what a program before has left is removed.
     *
     * @throws IOException when it cannot be made or emptied, or another process has it open
     */
    public static RecordingStore openPassing(Path directory, StoreListener listener) throws IOException {
        RecordingStore store = open(directory, new LocalDisk(false), System::nanoTime, listener);
        try {
            for (RecordingName left : store.recordings()) {
                store.delete(left);
            }
            store.recover();
            return store;
        } catch (IOException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    static RecordingStore open(Path directory, Disk disk, LongSupplier nanoClock, StoreListener listener)
            throws IOException {
        return open(directory, disk, nanoClock, listener, null);
    }

    private static RecordingStore open(
            Path directory, Disk disk, LongSupplier nanoClock, StoreListener listener, @Nullable FarCache elsewhere)
            throws IOException {
        Path root = directory.toAbsolutePath();
        Files.createDirectories(root.getParent() == null ? root : root.getParent());
        disk.makeDirectory(root);
        RecordingFiles files = new RecordingFiles(root);
        RecordingStore store =
                new RecordingStore(files, disk, StoreLock.take(files.lock()), nanoClock, listener, elsewhere);
        store.thread.start();
        return store;
    }

    /**
     * Makes all recordings whole that are neither finished nor being written, and removes what is left of deleted ones. It can be ended
     * anywhere, and done again.
     *
     * @throws IOException when the directory cannot be read; what fails in one recording is in the report
     */
    public RecoveryReport recover() throws IOException {
        return new Recovery(files, disk).recover(written::contains);
    }

    /**
     * Begins a recording. A disk that does not take it is told by {@link StoreListener#diskFull} or {@link StoreListener#failed}.
     *
     * @param beganMillis the wall clock at the time 0 of its tracks, in milliseconds since 1970
     * @throws IllegalStateException when it is being written
     */
    public RecordingWriter begin(RecordingName name, long beganMillis) {
        IndexRecord.Begun first = new IndexRecord.Begun(name, beganMillis);
        return written(name, new WriteCommand.Open(name, first, 0, Map.of()));
    }

    /**
     * Goes on with a recording that was not finished, after it was made whole.
     *
     * @throws IllegalStateException when it is being written, or was finished
     * @throws IOException when it cannot be read or made whole
     */
    public RecordingWriter resume(RecordingName name) throws IOException {
        RecoveredRecording found = whole(name);
        Map<TrackName, WriteCommand.TrackEnd> ends = new HashMap<>();
        for (StoredTrack track : found.contents().tracks()) {
            ends.put(track.name(), new WriteCommand.TrackEnd(track.lastRun(), track.lastSegment(), track.endTime()));
        }
        return written(name, new WriteCommand.Open(name, null, Files.size(files.index(name)), ends));
    }

    private RecordingWriter written(RecordingName name, WriteCommand.Open open) {
        if (!written.add(name)) {
            throw new IllegalStateException("Recording %s is being written".formatted(name));
        }
        queue.add(open);
        return new RecordingWriter(name, queue, news, open.ends(), () -> written.remove(name));
    }

    private RecoveredRecording whole(RecordingName name) throws IOException {
        IndexReader index = readIndex(name);
        if (index.contents().isFinished()) {
            throw new IllegalStateException("Recording %s is finished".formatted(name));
        }
        return new Recovery(files, disk).recover(name, index);
    }

    private IndexReader readIndex(RecordingName name) throws IOException {
        if (written.contains(name)) {
            throw new IllegalStateException("Recording %s is being written".formatted(name));
        }
        IndexReader index = new IndexReader(files.index(name), name);
        index.read();
        return index;
    }

    /**
     * Finishes a recording that is not being written, after it was made whole; one that is finished stays as it is.
     *
     * @param reason 1 to 40 of {@code A-Z} and {@code _}
     * @param atMillis by the wall clock, in milliseconds since 1970
     * @throws IllegalStateException when it is being written
     * @throws IOException when it cannot be read or the disk does not take it
     */
    public void finish(RecordingName name, String reason, long atMillis) throws IOException {
        StateChange last = new StateChange(RecordingState.FINISHED, reason, atMillis);
        if (readIndex(name).contents().isFinished()) {
            return;
        }
        whole(name);
        try (AppendFile index = new AppendFile(disk.open(files.index(name)), Files.size(files.index(name)))) {
            index.append(IndexLine.of(new IndexRecord.StateChanged(last)));
            index.force();
        }
    }

    /** Returns the recordings that are there, in the order of their names. */
    public List<RecordingName> recordings() throws IOException {
        return files.recordings();
    }

    /**
     * Opens a recording for reading; it may be written meanwhile.
     *
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     */
    public RecordingReader read(RecordingName name) throws IOException {
        return RecordingReader.open(files, name, elsewhere);
    }

    /**
     * Reads every byte of a recording and compares it with the index, and the files with those that the index knows. Of one that is being
     * written it may tell of what the index does not know yet.
     *
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     */
    public VerifyReport verify(RecordingName name) throws IOException {
        return new Verifier(files, name, elsewhere == null ? null : elsewhere.far()).verify();
    }

    /** Returns the directory of what is made of a recording, downloads say; it need not be there. It goes with the recording. */
    public Path exports(RecordingName name) {
        return files.exports(name);
    }

    /**
     * Makes that directory, readable by its owner alone, unless it is there.
     *
     * @throws java.nio.file.NoSuchFileException when there is no recording of that name
     */
    public Path makeExports(RecordingName name) throws IOException {
        Path exports = files.exports(name);
        disk.makeDirectory(exports);
        return exports;
    }

    /** Removes that directory, and all that is in it. */
    public void removeExports(RecordingName name) throws IOException {
        Deletion.remove(files.exports(name));
    }

    /**
     * Deletes a recording, with all that is in its directory; one that is being written is written no more. Nothing happens where there is
     * none. When the program ends meanwhile, {@link #recover} removes what is left.
     */
    public void delete(RecordingName name) throws IOException {
        if (written.contains(name)) {
            CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
            queue.add(new WriteCommand.Close(name, null, closed));
            awaitClosed(closed);
            written.remove(name);
        }
        Deletion.delete(files, name, disk);
        if (elsewhere != null) {
            elsewhere.forget(files.directory(name));
        }
    }

    /**
     * Takes stretches out of tracks of a recording that is finished: every segment with something of them, whole. Done again, it does what is left.
     *
     * @return what the recording has then
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     * @throws IllegalStateException when it is not finished
     */
    public RecordingContents takeOut(RecordingName name, Map<TrackName, ? extends Collection<Stretch>> what)
            throws IOException {
        IndexReader index = readIndex(name);
        if (!index.contents().isFinished()) {
            throw new IllegalStateException("Recording %s is not finished".formatted(name));
        }
        return new TakingOut(files, disk, name, elsewhere).run(index, what);
    }

    /** Removes a segment's file. The index has it still; who opens it learns that it is gone. */
    public void discard(RecordingName name, TrackName track, long segment) throws IOException {
        disk.remove(files.segment(name, track, segment));
    }

    /** Returns what copies a recording elsewhere; empty where there is no such place. */
    public Optional<FarCopy> copyOf(RecordingName name) {
        return Optional.ofNullable(elsewhere).map(place -> new FarCopy(files, name, place));
    }

    /**
     * Removes the files of a finished recording that are elsewhere, all but its index and what was brought back to be played.
     *
     * @throws IllegalStateException when it is not finished, or there is nothing elsewhere
     * @throws IOException when one cannot be removed
     */
    public void release(RecordingName name) throws IOException {
        FarCache place = elsewhere;
        RecordingContents contents = read(name).contents();
        if (place == null || !contents.isFinished()) {
            throw new IllegalStateException("Recording %s is nowhere else".formatted(name));
        }
        for (StoredTrack track : contents.tracks()) {
            for (StoredRun run : track.runs()) {
                release(files.run(name, track.name(), run.number()), place);
            }
            for (StoredSegment segment : track.segments()) {
                release(files.segment(name, track.name(), segment.number()), place);
            }
        }
    }

    private void release(Path file, FarCache place) throws IOException {
        if (!place.holds(file)) {
            disk.remove(file);
        }
    }

    /** Returns how many bytes were brought back so far to be played. */
    public long broughtBytes() {
        return elsewhere == null ? 0 : elsewhere.broughtBytes();
    }

    /** Returns how often a file could not be brought back. */
    public long failedToBring() {
        return elsewhere == null ? 0 : elsewhere.failures();
    }

    private static void awaitClosed(CompletableFuture<@Nullable Void> closed) throws IOException {
        try {
            closed.get();
        } catch (ExecutionException notClosed) {
            // It was closed already, or its files could not be: both are no reason to keep it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the recording was being closed", interrupted);
        }
    }

    /** Returns how the store is now. */
    public StoreStatus status() {
        return news.counters().status(queue.bytes(), queue.ageNanos());
    }

    /**
     * Writes what was given to it, and lets go of all files. Recordings that were not finished are as a crash leaves them, but whole. A disk
     * that hangs is waited for ten seconds.
     */
    @Override
    public void close() throws IOException {
        queue.add(new WriteCommand.Stop());
        try {
            thread.join(Duration.ofNanos(StoreLimits.CLOSE_NANOS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }
}
