package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Path;
import live.griot.recording.frame.RecordedPart;
import org.jspecify.annotations.Nullable;

/**
 * Writes one track: first a part's bytes, then its line in the index, so that what the index knows is there. After a gap it waits for a part
 * that a decoder can begin with. Owned by the writing thread.
 */
final class TrackLog {
    private final Disk disk;
    private final RecordingFiles files;
    private final RecordingName recording;
    private final TrackName name;
    private final IndexLog index;
    private final News news;
    private long end;
    private long run;
    private long segment;
    private @Nullable AppendFile open;
    private @Nullable StoredGap missing;
    private boolean hasNewNames;

    TrackLog(
            Disk disk,
            RecordingFiles files,
            RecordingName recording,
            TrackName name,
            IndexLog index,
            News news,
            WriteCommand.TrackEnd end) {
        this.disk = disk;
        this.files = files;
        this.recording = recording;
        this.name = name;
        this.index = index;
        this.news = news;
        this.run = end.run();
        this.segment = end.segment();
        this.end = end.time();
    }

    /**
     * Stores a part.
     *
     * @return what was stored; null where the part is left out, since it cannot be decoded or is out of order
     * @throws IOException when it is not stored; what was half written is gone, or will be before the next
     */
    @Nullable
    StoredPart append(WriteCommand.Append append) throws IOException {
        RecordedPart part = append.part();
        StoredGap before = append.missed();
        if (before != null) {
            miss(before);
        }
        StoredGap gap = missing;
        if (gap != null && !part.independent()) {
            missing = gap.and(part.start(), part.end());
            return null;
        }
        if (part.start() < end
                || append.segment() < segment
                || append.run().run().number() < run) {
            return null;
        }
        // Before any file is touched: it tells whether this is the recording that it is taken for.
        index.prepare();
        if (index.isFull()) {
            throw new IndexFullException();
        }
        AppendFile file = segmentFor(append);
        if (file == null) {
            return null;
        }
        writeGap();
        long offset = file.length();
        StoredPart stored = new StoredPart(
                name,
                append.segment(),
                run,
                offset,
                part.bytes().length,
                part.start(),
                part.duration(),
                part.samples(),
                part.independent(),
                Checksum.of(part.bytes()));
        file.append(part.bytes());
        try {
            index.append(new IndexRecord.PartAdded(stored));
        } catch (IOException failure) {
            file.takeBack(offset, failure);
            throw failure;
        }
        end = part.end();
        return stored;
    }

    private @Nullable AppendFile segmentFor(WriteCommand.Append append) throws IOException {
        long number = append.segment();
        if (open != null && number != segment) {
            seal();
        }
        if (open != null) {
            return append.run().run().number() == run ? open : null;
        }
        if (number == segment) {
            return null;
        }
        begin(append.run());
        open = new AppendFile(disk.open(files.segment(recording, name, number)), 0);
        hasNewNames = true;
        segment = number;
        return open;
    }

    private void begin(NewRun next) throws IOException {
        if (next.run().number() == run) {
            return;
        }
        Path path = files.run(recording, name, next.run().number());
        disk.makeDirectory(directory());
        try {
            writeInit(path, next.init());
            index.append(new IndexRecord.RunAdded(next.run()));
        } catch (IOException failure) {
            disk.remove(path);
            throw failure;
        }
        run = next.run().number();
    }

    private void writeInit(Path path, byte[] bytes) throws IOException {
        try (AppendFile init = new AppendFile(disk.open(path), 0)) {
            init.append(bytes);
            init.force();
        }
        disk.forceDirectory(directory());
        disk.forceDirectory(files.directory(recording));
    }

    /** Notes that a stretch is missing; it is written with the next part that is stored, or at the end. */
    void miss(StoredGap gap) {
        StoredGap already = missing;
        missing = already == null ? gap : already.and(gap.start(), gap.end());
    }

    /** Writes what is missing. */
    void writeGap() throws IOException {
        StoredGap gap = missing;
        if (gap != null) {
            index.append(new IndexRecord.GapAdded(gap));
            missing = null;
            news.tell(listener -> listener.missed(recording, gap));
        }
    }

    /** Forces the open segment to the disk, writes that it is whole, and closes it; one that got no part is removed. */
    void seal() throws IOException {
        AppendFile file = open;
        if (file == null) {
            return;
        }
        if (file.length() == 0) {
            disk.remove(files.segment(recording, name, segment));
            close();
            return;
        }
        force();
        index.append(new IndexRecord.SegmentSealed(name, segment, file.length()));
        close();
        long sealed = segment;
        news.tell(listener -> listener.sealed(recording, name, sealed));
    }

    /** Returns when what was written is on the disk. */
    void force() throws IOException {
        AppendFile file = open;
        if (file != null) {
            file.force();
        }
        if (hasNewNames) {
            disk.forceDirectory(directory());
            hasNewNames = false;
        }
    }

    /** Lets go of the open file. */
    void close() throws IOException {
        AppendFile file = open;
        open = null;
        if (file != null) {
            file.close();
        }
    }

    private Path directory() {
        return files.track(recording, name);
    }
}
