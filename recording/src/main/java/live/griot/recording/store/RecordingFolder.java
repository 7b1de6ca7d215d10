package live.griot.recording.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the recordings in a directory, whether or not a program writes them meanwhile. Changes nothing, and makes nothing where there is
 * nothing. Thread-safe.
 */
public final class RecordingFolder {
    /** How much is kept of what is brought from elsewhere. In bytes. */
    private static final long ROOM = 256L << 20;

    private final RecordingFiles files;
    private final @Nullable FarCache elsewhere;

    private RecordingFolder(RecordingFiles files, @Nullable FarCache elsewhere) {
        this.files = files;
        this.elsewhere = elsewhere;
    }

    /** Returns the one of a directory, which need not be there. */
    public static RecordingFolder of(Path directory) {
        return new RecordingFolder(new RecordingFiles(directory.toAbsolutePath()), null);
    }

    /** Returns the one of a directory; what is not there is looked for elsewhere, and brought into a directory of the caller's. */
    public static RecordingFolder of(Path directory, FarStore far, Path scratch) {
        RecordingFiles files = new RecordingFiles(directory.toAbsolutePath());
        return new RecordingFolder(files, new FarCache(far, files, scratch, ROOM));
    }

    /** Returns whether a store has the directory open, in this process or in another. */
    public boolean isOpen() throws IOException {
        try (FileChannel file = FileChannel.open(files.lock(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = file.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (NoSuchFileException neverOpened) {
            return false;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    /** Returns the recordings that are there, in the order of their names. */
    public List<RecordingName> recordings() throws IOException {
        return files.recordings();
    }

    /** Returns what is in the directory and is no recording: what is left of a deletion, say. */
    public List<Path> others() throws IOException {
        return RecordingFiles.list(files.root()).stream()
                .filter(path -> !path.equals(files.lock()) && !isRecording(path))
                .toList();
    }

    private static boolean isRecording(Path path) {
        return RecordingName.isName(path.getFileName().toString())
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the recordings that have files elsewhere, in the order of their names; none where there is no such place. */
    public Set<RecordingName> elsewhere() throws IOException {
        Set<RecordingName> names = new LinkedHashSet<>();
        if (elsewhere != null) {
            for (FarStore.FarFile file : elsewhere.far().list("")) {
                RecordingName.parse(file.key().replaceFirst("/.*", "")).ifPresent(names::add);
            }
        }
        return names;
    }

    /**
     * Opens a recording for reading.
     *
     * @throws NoSuchFileException when there is none of that name
     */
    public RecordingReader read(RecordingName name) throws IOException {
        return RecordingReader.open(files, name, elsewhere);
    }

    /**
     * Reads every byte of a recording and compares it with the index, and the files with those that the index knows. Of one that is being
     * written it may tell of what the index does not know yet.
     *
     * @throws NoSuchFileException when there is none of that name
     */
    public VerifyReport verify(RecordingName name) throws IOException {
        return new Verifier(files, name, elsewhere == null ? null : elsewhere.far()).verify();
    }
}
