package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import live.griot.recording.mp4.PartScanner;
import live.griot.recording.mp4.ScannedPart;

/**
 * Makes one track whole: of each segment that is not sealed, and of those that the index does not know yet, what comes behind the last whole
 * part is cut off. A part is whole that the index knows and whose checksum holds; behind the last of those, one that reads as a part.
 */
final class TrackRecovery {
    private final RecordingFiles files;
    private final Disk disk;
    private final RecordingName recording;
    private final StoredTrack track;
    private final IndexReader index;
    private final AppendFile lines;
    private boolean hasUnknownRun;
    private int foundParts;
    private int lostParts;
    private long cutBytes;

    TrackRecovery(
            RecordingFiles files,
            Disk disk,
            RecordingName recording,
            StoredTrack track,
            IndexReader index,
            AppendFile lines) {
        this.files = files;
        this.disk = disk;
        this.recording = recording;
        this.track = track;
        this.index = index;
        this.lines = lines;
    }

    int foundParts() {
        return foundParts;
    }

    int lostParts() {
        return lostParts;
    }

    long cutBytes() {
        return cutBytes;
    }

    void run() throws IOException {
        for (StoredSegment segment : List.copyOf(track.segments())) {
            if (!segment.isSealed() || lengthOf(segment.number()) != segment.length()) {
                recover(segment.number());
            }
        }
        // Where lines are lost, files behind the last known segment may be of a run that nobody knows: they stay, and
        // verify tells of them.
        if (index.damagedLines() == 0) {
            recoverUnknown();
        }
    }

    /** Takes what comes behind the last segment that the index knows, if that is surely of its last run; else it is removed. */
    private void recoverUnknown() throws IOException {
        List<Long> segments = newNumbers(RecordingFiles::segmentNumber, track.lastSegment());
        List<Long> runs = newNumbers(RecordingFiles::runNumber, track.lastRun());
        long bytes = 0;
        for (long number : segments) {
            bytes += lengthOf(number);
        }
        if (bytes > StoreLimits.QUEUE_BYTES) {
            throw new IOException(
                    "Track %s of recording %s has %d bytes that its index does not know: no crash loses that much"
                            .formatted(track.name(), recording, bytes));
        }
        hasUnknownRun = !runs.isEmpty();
        for (long number : segments) {
            recover(number);
        }
        for (long number : runs) {
            disk.remove(files.run(recording, track.name(), number));
        }
    }

    private List<Long> newNumbers(Function<Path, OptionalLong> numberOf, long known) throws IOException {
        return RecordingFiles.list(files.track(recording, track.name())).stream()
                .flatMapToLong(file -> numberOf.apply(file).stream())
                .filter(number -> number > known)
                .sorted()
                .boxed()
                .toList();
    }

    private void recover(long number) throws IOException {
        boolean wasSealed = track.segment(number).map(StoredSegment::isSealed).orElse(false);
        long known = track.segment(number).map(StoredSegment::length).orElse(0L);
        long whole = wholeLength(number);
        boolean isOfLastRun = known > 0 || !hasUnknownRun;
        boolean canGrow = !wasSealed && whole == known && number >= track.lastSegment() && isOfLastRun;
        List<StoredPart> found = canGrow ? unknownParts(number, known) : List.of();
        long length = found.isEmpty() ? whole : found.getLast().end();
        cut(number, length);
        if (whole < known) {
            write(new IndexRecord.SegmentCut(track.name(), number, whole));
        }
        for (StoredPart part : found) {
            write(new IndexRecord.PartAdded(part));
            foundParts++;
        }
        if (length > 0 && !wasSealed) {
            write(new IndexRecord.SegmentSealed(track.name(), number, length));
        }
    }

    /** Returns how long a segment is with nothing but the parts that the index knows and that are whole, up to the first that is not. */
    private long wholeLength(long number) throws IOException {
        List<StoredPart> parts = track.segment(number).map(StoredSegment::parts).orElse(List.of());
        long whole = 0;
        int holding = 0;
        if (!parts.isEmpty() && isThere(number)) {
            try (ReadFile from = ReadFile.open(file(number))) {
                while (holding < parts.size() && PartCheck.holds(from, parts.get(holding))) {
                    whole = parts.get(holding).end();
                    holding++;
                }
            }
        }
        lostParts += parts.size() - holding;
        return whole;
    }

    /** Returns the whole parts behind those that the index knows. */
    private List<StoredPart> unknownParts(long number, long known) throws IOException {
        List<StoredPart> found = new ArrayList<>();
        if (track.lastRun() == 0 || !isThere(number)) {
            return found;
        }
        try (ReadFile from = ReadFile.open(file(number))) {
            for (ScannedPart part : PartScanner.scan(from.from(known)).parts()) {
                boolean fits = PartCheck.fits(part) && part.decodeTime() >= track.endTime();
                byte[] bytes = fits ? from.read(known + part.start(), (int) (part.end() - part.start())) : new byte[0];
                if (!fits || !PartCheck.looksWritten(bytes)) {
                    break;
                }
                found.add(new StoredPart(
                        track.name(),
                        number,
                        track.lastRun(),
                        known + part.start(),
                        bytes.length,
                        part.decodeTime(),
                        part.duration(),
                        part.samples(),
                        part.startsWithKeyFrame(),
                        Checksum.of(bytes)));
            }
        }
        return found;
    }

    private void cut(long number, long length) throws IOException {
        if (!isThere(number)) {
            return;
        }
        cutBytes += lengthOf(number) - length;
        if (length == 0) {
            disk.remove(file(number));
            disk.forceDirectory(files.track(recording, track.name()));
            return;
        }
        try (AppendFile segment = new AppendFile(disk.open(file(number)), length)) {
            segment.force();
        }
    }

    private void write(IndexRecord line) throws IOException {
        lines.append(IndexLine.of(line));
        index.contents().apply(line);
    }

    private Path file(long segment) {
        return files.segment(recording, track.name(), segment);
    }

    private boolean isThere(long segment) {
        return Files.exists(file(segment), LinkOption.NOFOLLOW_LINKS);
    }

    private long lengthOf(long segment) throws IOException {
        return isThere(segment) ? Files.size(file(segment)) : 0;
    }
}
