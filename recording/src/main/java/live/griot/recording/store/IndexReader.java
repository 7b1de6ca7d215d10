package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads an index, and what was appended since it was read last. A line that was never written is passed over and counted: each line stands
 * for itself, so one that a disk has lost costs no other. Not thread-safe.
 */
final class IndexReader {
    private final Path file;
    private final RecordingName name;
    private final RecordingContents contents = new RecordingContents();
    private final byte[] line = new byte[StoreLimits.LINE_BYTES];
    private long position;
    private long goodEnd;
    private long length;
    private long badLines;
    private long damagedLines;

    IndexReader(Path file, RecordingName name) {
        this.file = file;
        this.name = name;
    }

    /** Reads on to the end of the last whole line, and not beyond what an index may have. */
    void read() throws IOException {
        try (ReadFile from = ReadFile.open(file)) {
            length = from.length();
            byte[] chunk = new byte[StoreLimits.READ_BYTES];
            long at = position;
            int used = 0;
            long end = Math.min(length, StoreLimits.INDEX_BYTES);
            while (at < end) {
                int read = from.readSome(at, chunk, 0, (int) Math.min(chunk.length, end - at));
                if (read < 0) {
                    return;
                }
                for (int i = 0; i < read; i++) {
                    if (used < line.length) {
                        line[used] = chunk[i];
                    }
                    used++;
                    if (chunk[i] == '\n') {
                        position = at + i + 1;
                        take(used);
                        used = 0;
                    }
                }
                at += read;
            }
        }
    }

    private void take(int used) {
        IndexRecord record = used > line.length ? null : IndexLine.read(Arrays.copyOf(line, used));
        if (record != null && isNext(record) && contents.apply(record)) {
            goodEnd = position;
            damagedLines = badLines;
        } else {
            badLines++;
        }
    }

    /** Nothing counts before the line that says whose index it is. */
    private boolean isNext(IndexRecord record) {
        return record instanceof IndexRecord.Begun begun ? begun.recording().equals(name) : contents.hasBegun();
    }

    /** Returns what was read so far; it grows with each reading. */
    RecordingContents contents() {
        return contents;
    }

    /** Returns how many lines with a good line behind them are none. */
    long damagedLines() {
        return damagedLines;
    }

    /** Returns where the last good line ends. */
    long goodEnd() {
        return goodEnd;
    }

    /** Returns how many bytes there are behind the last good line. */
    long tornBytes() {
        return length - goodEnd;
    }
}
