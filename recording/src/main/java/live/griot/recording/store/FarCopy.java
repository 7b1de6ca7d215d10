package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Copies one recording to where recordings are kept beside this machine's disk: segment after segment as they are sealed, and the index once
 * it is finished. A copy counts when it was read back and every byte was the one that went. Only then, and only when all of a finished
 * recording counts, {@link RecordingStore#release} removes what is here, but for the index. Owned by one thread.
 */
public final class FarCopy {
    /** Then others have their turn: a deletion must not wait for hours of another's. */
    private static final int FILES_AT_ONCE = 20;

    private final RecordingFiles files;
    private final RecordingName name;
    private final FarCache elsewhere;
    private final IndexReader index;
    private final Set<String> safe = new HashSet<>();
    private final Set<String> damaged = new HashSet<>();
    /** What was there when this was made, by its key. */
    private @Nullable Map<String, Long> there;

    private long copiedBytes;
    private long waitingBytes;
    private boolean isComplete;

    FarCopy(RecordingFiles files, RecordingName name, FarCache elsewhere) {
        this.files = files;
        this.name = name;
        this.elsewhere = elsewhere;
        this.index = new IndexReader(files.index(name), name);
    }

    /** A file that is to be copied, and what it has to be. */
    private record Wanted(Path file, long length, FarCache.Check check) {}

    /**
     * Copies some of what is sealed and was not copied yet, and blocks for as long as that takes.
     *
     * @return whether the recording is finished and all of it counts
     * @throws NoSuchFileException when it was deleted
     * @throws FarAwayException when that is not possible now; what counts already stays so
     */
    public boolean copy() throws IOException {
        index.read();
        List<Wanted> wanted = wanted();
        waitingBytes = wanted.stream().mapToLong(Wanted::length).sum();
        for (Wanted one : wanted.subList(0, Math.min(FILES_AT_ONCE, wanted.size()))) {
            copy(one);
            waitingBytes -= one.length();
        }
        if (!index.contents().isFinished() || wanted.size() > FILES_AT_ONCE || isDamaged()) {
            return false;
        }
        if (!isComplete) {
            Path file = files.index(name);
            send(file, Files.size(file));
            isComplete = true;
        }
        return true;
    }

    private List<Wanted> wanted() {
        RecordingContents contents = index.contents();
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (StoredTrack track : contents.tracks()) {
            for (StoredRun run : track.runs()) {
                Path file = files.run(name, track.name(), run.number());
                wanted.put(files.key(file), new Wanted(file, run.length(), whole -> PartCheck.holds(whole, run)));
            }
            for (StoredSegment segment : track.segments()) {
                if (segment.isSealed() || contents.isFinished()) {
                    Path file = files.segment(name, track.name(), segment.number());
                    wanted.put(
                            files.key(file),
                            new Wanted(file, segment.length(), whole -> PartCheck.hold(whole, segment.parts())));
                }
            }
        }
        wanted.keySet().removeAll(safe);
        wanted.keySet().removeAll(damaged);
        return List.copyOf(wanted.values());
    }

    private void copy(Wanted one) throws IOException {
        String key = files.key(one.file);
        try (ReadFile here = ReadFile.open(one.file)) {
            if (!one.check.holds(here)) {
                damaged.add(key); // What is wrong here is not made twice; the verifier tells of it.
                return;
            }
        } catch (NoSuchFileException missing) {
            bringBack(one, missing);
            return;
        }
        send(one.file, one.length);
        safe.add(key);
        copiedBytes += one.length;
    }

    /** What is no more here was copied once and released: that it comes back is proof enough. */
    private void bringBack(Wanted one, NoSuchFileException missing) throws IOException {
        if (!Files.exists(files.index(name))) {
            throw missing; // The recording is gone.
        }
        try (ReadFile back = elsewhere.open(one.file, one.check)) {
            (back.length() == one.length ? safe : damaged).add(files.key(one.file));
        } catch (NoSuchFileException nowhere) {
            damaged.add(files.key(one.file));
        }
    }

    /** One that is there already, since the program before this one put it there, is only read back. */
    private void send(Path file, long length) throws IOException {
        String key = files.key(file);
        FarStore far = elsewhere.far();
        if (isThere(key, length) && isSame(file, key)) {
            return;
        }
        far.put(key, file);
        if (!isSame(file, key)) {
            throw new FarAwayException("What was stored there comes back different");
        }
    }

    /** Asks once for all files, since each question may cost something. */
    private boolean isThere(String key, long length) throws IOException {
        Map<String, Long> all = there;
        if (all == null) {
            all = new HashMap<>();
            for (FarStore.FarFile one : elsewhere.far().list(name + "/")) {
                all.put(one.key(), one.size());
            }
            there = all;
        }
        Long size = all.remove(key);
        return size != null && size == length;
    }

    private boolean isSame(Path file, String key) throws IOException {
        Sum here = new Sum();
        try (InputStream from = Files.newInputStream(file)) {
            byte[] chunk = new byte[StoreLimits.READ_BYTES];
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                here.take(chunk, read);
            }
        }
        Sum there = new Sum();
        try {
            FarReading.all(elsewhere.far(), key, there);
        } catch (NoSuchFileException lost) {
            return false;
        }
        return here.length == there.length && here.crc.getValue() == there.crc.getValue();
    }

    /** The length and the checksum of what was read. */
    private static final class Sum implements FarReading.Taker {
        private final CRC32C crc = new CRC32C();
        private long length;

        @Override
        public void take(byte[] chunk, int count) {
            crc.update(chunk, 0, count);
            length += count;
        }
    }

    /** Returns how many bytes count so far. */
    public long copiedBytes() {
        return copiedBytes;
    }

    /** Returns how many bytes wait to be copied. */
    public long waitingBytes() {
        return waitingBytes;
    }

    /** Returns whether something of it is not as it was written, here: then it stays here, all of it. */
    public boolean isDamaged() {
        return !damaged.isEmpty();
    }
}
