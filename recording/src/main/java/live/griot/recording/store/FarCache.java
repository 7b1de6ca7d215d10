package live.griot.recording.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings back files of recordings that are kept elsewhere: whole, and compared with their checksums before anybody reads a byte. They stay
 * until others need their room, those first that were asked for longest ago. Many who ask for one file wait for one transfer, and fail with it. Thread-safe.
 */
final class FarCache {
    private static final int LOCKS = 64;
    private static final String COMING = ".coming";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final FarStore far;
    private final RecordingFiles files;
    private final Path directory;
    private final long room;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
    /** By lock, and under it: which file could not be brought, and when. Who waited meanwhile does not ask again. */
    private final @Nullable Failed[] failed = new @Nullable Failed[LOCKS];

    private final Map<Path, Long> held = new LinkedHashMap<>(16, 0.75f, true);
    private final LongAdder broughtBytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private long heldBytes;

    /**
     * Makes one that keeps files in a directory, at the paths that they have in that of all recordings.
     *
     * @param directory that of all recordings itself, or another one
     * @param room how many bytes they may have together
     */
    FarCache(FarStore far, RecordingFiles files, Path directory, long room) {
        this.far = far;
        this.files = files;
        this.directory = directory;
        this.room = room;
    }

    FarStore far() {
        return far;
    }

    private record Failed(Path file, long nanos) {}

    /** Tells whether a file is as it was written. */
    @FunctionalInterface
    interface Check {
        boolean holds(ReadFile file) throws IOException;
    }

    /**
     * Opens a file that is not where the recording has it.
     *
     * @throws NoSuchFileException when it is nowhere
     * @throws FarAwayException when it cannot be brought now, or is not what was put there
     */
    ReadFile open(Path file, Check check) throws IOException {
        Path at = directory.resolve(files.root().relativize(file));
        int number = Math.floorMod(at.hashCode(), LOCKS);
        long asked = System.nanoTime();
        if (!isFree(locks[number])) {
            throw new FarAwayException("Others wait for it, and it does not come");
        }
        try {
            return there(at);
        } catch (NoSuchFileException missing) {
            Failed last = failed[number];
            if (last != null && last.file().equals(at) && last.nanos() - asked > 0) {
                throw new FarAwayException("It did not come while it was waited for");
            }
            bringOrNote(file, at, check, number);
            return there(at);
        } finally {
            locks[number].unlock();
        }
    }

    private void bringOrNote(Path file, Path at, Check check, int number) throws IOException {
        try {
            bring(file, at, check);
        } catch (FarAwayException failure) {
            failed[number] = new Failed(at, System.nanoTime());
            throw failure;
        }
    }

    /** Who waits for a transfer of others waits for so long at most: a thread of theirs is held. */
    private static boolean isFree(ReentrantLock lock) {
        try {
            return lock.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ReadFile there(Path at) throws IOException {
        ReadFile opened = ReadFile.open(at);
        used(at);
        return opened;
    }

    /** Notes that a file is asked for, if it was brought back: others go before it. */
    void used(Path file) {
        synchronized (held) {
            var _ = held.get(file);
        }
    }

    private void bring(Path file, Path at, Check check) throws IOException {
        if (!directory.equals(files.root())) {
            Files.createDirectories(at.getParent());
        }
        Path coming = at.resolveSibling(at.getFileName() + COMING);
        try {
            transfer(files.key(file), coming);
            try (ReadFile whole = ReadFile.open(coming)) {
                if (!check.holds(whole)) {
                    throw new FarAwayException("What came back is not what was stored");
                }
            }
            Files.move(coming, at, StandardCopyOption.ATOMIC_MOVE);
            hold(at, Files.size(at));
        } catch (NoSuchFileException nowhere) {
            throw nowhere;
        } catch (IOException failure) {
            failures.increment();
            throw failure instanceof FarAwayException
                    ? failure
                    : new FarAwayException("A file cannot be brought back: " + failure.getMessage(), failure);
        } finally {
            Files.deleteIfExists(coming);
        }
    }

    private void transfer(String key, Path to) throws IOException {
        Files.deleteIfExists(to);
        try (OutputStream into = Channels.newOutputStream(LocalDisk.channel(to))) {
            FarReading.all(far, key, (chunk, length) -> {
                into.write(chunk, 0, length);
                broughtBytes.add(length);
            });
        }
    }

    private void hold(Path file, long size) throws IOException {
        synchronized (held) {
            Long before = held.put(file, size);
            heldBytes += size - (before == null ? 0 : before);
            Iterator<Map.Entry<Path, Long>> oldest = held.entrySet().iterator();
            while (heldBytes > room && held.size() > 1) {
                Map.Entry<Path, Long> one = oldest.next();
                oldest.remove();
                heldBytes -= one.getValue();
                Files.deleteIfExists(one.getKey());
            }
        }
    }

    /** Returns whether a file was brought back and is to stay for now. */
    boolean holds(Path file) {
        synchronized (held) {
            return held.containsKey(file);
        }
    }

    /** Forgets what was held of a directory: it is gone. */
    void forget(Path gone) {
        synchronized (held) {
            Iterator<Map.Entry<Path, Long>> all = held.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<Path, Long> one = all.next();
                if (one.getKey().startsWith(gone)) {
                    heldBytes -= one.getValue();
                    all.remove();
                }
            }
        }
    }

    long broughtBytes() {
        return broughtBytes.sum();
    }

    long failures() {
        return failures.sum();
    }
}
