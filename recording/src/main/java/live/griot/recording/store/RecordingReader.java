package live.griot.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads a recording, also while it is written. It opens files for as long as one reading takes; what was opened can be read to its end even
 * when the recording is deleted meanwhile. Not thread-safe.
 */
public final class RecordingReader {
    private final RecordingFiles files;
    private final RecordingName name;
    private final IndexReader index;

    private RecordingReader(RecordingFiles files, RecordingName name) {
        this.files = files;
        this.name = name;
        this.index = new IndexReader(files.index(name), name);
    }

    /** Reads the index of a recording. */
    static RecordingReader open(RecordingFiles files, RecordingName name) throws IOException {
        RecordingReader reader = new RecordingReader(files, name);
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
        return opened(ReadFile.open(files.run(name, run.track(), run.number())), 0, run.length());
    }

    /**
     * Opens a piece of a segment, which may grow behind it meanwhile.
     *
     * @param from where its first byte is
     * @param length how many bytes
     * @throws IndexOutOfBoundsException when the segment, as far as the index was read, has no such piece
     */
    public InputStream open(TrackName track, StoredSegment segment, long from, long length) throws IOException {
        Objects.checkFromIndexSize(from, length, segment.length());
        return opened(ReadFile.open(files.segment(name, track, segment.number())), from, length);
    }

    private static InputStream opened(ReadFile file, long from, long length) {
        return new RangeInputStream(file, from, length);
    }

    /** Returns how well the index could be read. */
    IndexReader index() {
        return index;
    }
}
