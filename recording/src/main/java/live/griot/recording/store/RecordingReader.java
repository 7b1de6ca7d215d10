package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, also while it is written. It opens files for as long as one reading takes; what was opened can be read to its end even
 * when the recording is deleted meanwhile. Not thread-safe.
 */
public final class RecordingReader {
    private final RecordingFiles files;
    private final RecordingName name;
    private final IndexReader index;
    private final @Nullable FarCache elsewhere;

    private RecordingReader(RecordingFiles files, RecordingName name, @Nullable FarCache elsewhere) {
        this.files = files;
        this.elsewhere = elsewhere;
        this.name = name;
        this.index = new IndexReader(files.index(name), name);
    }

    /** Reads the index of a recording; what is no more in its directory is looked for elsewhere. */
    static RecordingReader open(RecordingFiles files, RecordingName name, @Nullable FarCache elsewhere)
            throws IOException {
        RecordingReader reader = new RecordingReader(files, name, elsewhere);
        reader.refresh();
        return reader;
    }

    /** Returns what the recording had when its index was read last; it grows with {@link #refresh}. */
    public RecordingContents contents() {
        return index.contents();
    }

    /**
     * Reads what was added to the index.
     *
     * @throws java.nio.file.NoSuchFileException when the recording was deleted
     */
    public void refresh() throws IOException {
        index.read();
    }

    /** Opens an init segment. */
    public InputStream openInit(StoredRun run) throws IOException {
        return init(run).open();
    }

    /** Returns an init segment. */
    public StoredPiece init(StoredRun run) {
        Path file = files.run(name, run.track(), run.number());
        return new StoredPiece(file, 0, run.length(), whole -> PartCheck.holds(whole, run), elsewhere);
    }

    /**
     * Opens a piece of a segment, which may grow behind it meanwhile.
     *
     * @param from where its first byte is
     * @param length how many bytes
     * @throws IndexOutOfBoundsException when the segment, as far as the index was read, has no such piece
     */
    public InputStream open(TrackName track, StoredSegment segment, long from, long length) throws IOException {
        return piece(track, segment, from, length).open();
    }

    /** Returns a piece of a segment, as {@link #open} opens it. */
    public StoredPiece piece(TrackName track, StoredSegment segment, long from, long length) {
        Objects.checkFromIndexSize(from, length, segment.length());
        List<StoredPart> parts = List.copyOf(segment.parts());
        Path file = files.segment(name, track, segment.number());
        return new StoredPiece(file, from, length, whole -> PartCheck.hold(whole, parts), elsewhere);
    }

    /** Returns how well the index could be read. */
    IndexReader index() {
        return index;
    }
}
