package live.griot.recording.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording's index. Its directory and its file are made when first needed, and that is tried again until it works. Owned by the
 * writing thread.
 */
final class IndexLog implements Closeable {
    private final Disk disk;
    private final RecordingFiles files;
    private final WriteCommand.Open opened;
    private final Deque<IndexRecord> notes = new ArrayDeque<>();
    private @Nullable AppendFile file;

    IndexLog(Disk disk, RecordingFiles files, WriteCommand.Open opened) {
        this.disk = disk;
        this.files = files;
        this.opened = opened;
        IndexRecord first = opened.first();
        if (first != null) {
            notes.add(first);
        }
    }

    /** Returns how many bytes it has. */
    long length() {
        return file == null ? opened.indexLength() : file.length();
    }

    /** Appends a line behind those that wait, or throws. */
    void append(IndexRecord line) throws IOException {
        prepare().append(IndexLine.of(line));
    }

    /** Returns whether there is room for nothing but seals and the end. */
    boolean isFull() {
        return length() > StoreLimits.INDEX_BYTES - StoreLimits.INDEX_RESERVE_BYTES;
    }

    /** Adds a line that waits until the disk takes it; not when too many do already, nor a gap when there is no room. */
    void add(IndexRecord line) {
        boolean hasRoom = !(isFull() && line instanceof IndexRecord.GapAdded);
        if (hasRoom && notes.size() < StoreLimits.WAITING_NOTES) {
            notes.add(line);
        }
    }

    /** Opens the file, which has to be the one that was expected, and writes the lines that wait; the first line of all is one of them. */
    AppendFile prepare() throws IOException {
        AppendFile to = opened();
        for (IndexRecord line = notes.peek(); line != null; line = notes.peek()) {
            to.append(IndexLine.of(line));
            notes.remove();
        }
        return to;
    }

    private AppendFile opened() throws IOException {
        AppendFile already = file;
        if (already != null) {
            return already;
        }
        disk.makeDirectory(files.directory(opened.recording()));
        Disk.OpenFile found = disk.open(files.index(opened.recording()));
        if (found.length() != opened.indexLength()) {
            found.close();
            throw new IOException("Recording %s has another index than expected".formatted(opened.recording()));
        }
        AppendFile made = new AppendFile(found, opened.indexLength());
        file = made;
        disk.forceDirectory(files.directory(opened.recording()));
        disk.forceDirectory(files.root());
        return made;
    }

    /** Returns when what was written is on the disk. */
    void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
