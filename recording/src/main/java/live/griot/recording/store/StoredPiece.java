package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A piece of a recording that can be opened, by any thread, whatever is added to the recording meanwhile. Immutable. */
public final class StoredPiece {
    private final Path file;
    private final long from;
    private final long length;
    private final FarCache.Check check;
    private final @Nullable FarCache elsewhere;

    StoredPiece(Path file, long from, long length, FarCache.Check check, @Nullable FarCache elsewhere) {
        this.file = file;
        this.from = from;
        this.length = length;
        this.check = check;
        this.elsewhere = elsewhere;
    }

    /** Returns how many bytes it has. */
    public long length() {
        return length;
    }

    /**
     * Opens it; what was opened can be read to its end even when the recording is deleted meanwhile. What is kept elsewhere is brought here
     * first, which may take as long as that takes.
     *
     * @throws NoSuchFileException when the recording was deleted, or a disk lost the file
     * @throws FarAwayException when it is kept elsewhere, and cannot be brought now
     */
    public InputStream open() throws IOException {
        return new RangeInputStream(opened(), from, length);
    }

    private ReadFile opened() throws IOException {
        try {
            ReadFile opened = ReadFile.open(file);
            if (elsewhere != null) {
                elsewhere.used(file);
            }
            return opened;
        } catch (NoSuchFileException missing) {
            if (elsewhere == null) {
                throw missing;
            }
            return elsewhere.open(file, check);
        }
    }
}
