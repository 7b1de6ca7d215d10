package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes recordings whole that were being written when the program ended. It can be ended anywhere itself, and does the same again: files are
 * cut before the index says so, and sealed after they are on the disk.
 */
final class Recovery {
    private final RecordingFiles files;
    private final Disk disk;

    Recovery(RecordingFiles files, Disk disk) {
        this.files = files;
        this.disk = disk;
    }

    /** Recovers all recordings that are not finished, but for those that are being written. */
    RecoveryReport recover(Predicate<RecordingName> isWritten) throws IOException {
        List<RecoveredRecording> recovered = new ArrayList<>();
        Map<RecordingName, IOException> failed = new HashMap<>();
        int removed = 0;
        for (Path gone : files.gone()) {
            Deletion.remove(gone);
            removed++;
        }
        for (RecordingName name : files.recordings()) {
            if (isWritten.test(name)) {
                continue;
            }
            try {
                IndexReader index = read(name);
                if (!index.contents().hasBegun()) {
                    removeEmpty(name);
                    removed++;
                } else if (!index.contents().isFinished()) {
                    recovered.add(recover(name, index));
                }
            } catch (IOException failure) {
                failed.put(name, failure);
            }
        }
        return new RecoveryReport(recovered, failed, removed);
    }

    private IndexReader read(RecordingName name) throws IOException {
        IndexReader index = new IndexReader(files.index(name), name);
        if (Files.exists(files.index(name), LinkOption.NOFOLLOW_LINKS)) {
            index.read();
        }
        return index;
    }

    /** Removes a recording that was killed before its index had a line: then nothing else is there. */
    private void removeEmpty(RecordingName name) throws IOException {
        List<Path> others = RecordingFiles.list(files.directory(name)).stream()
                .filter(path -> !path.equals(files.index(name)))
                .toList();
        if (!others.isEmpty()) {
            throw new IOException("Recording %s has files, and its index cannot be read".formatted(name));
        }
        Deletion.delete(files, name, disk);
    }

    /** Returns the tracks that the index knows, and those that only have a directory. */
    private List<StoredTrack> tracks(RecordingName name, RecordingContents contents) throws IOException {
        List<StoredTrack> all = new ArrayList<>(contents.tracks());
        for (TrackName track : files.tracks(name)) {
            if (contents.track(track).isEmpty()) {
                all.add(new StoredTrack(track));
            }
        }
        return all;
    }

    /** Recovers one; its index was read. */
    RecoveredRecording recover(RecordingName name, IndexReader index) throws IOException {
        long torn = index.tornBytes();
        try (AppendFile lines = new AppendFile(disk.open(files.index(name)), index.goodEnd())) {
            lines.force();
            int found = 0;
            int lost = 0;
            long cut = torn;
            for (StoredTrack track : tracks(name, index.contents())) {
                TrackRecovery recovery = new TrackRecovery(files, disk, name, track, index, lines);
                recovery.run();
                found += recovery.foundParts();
                lost += recovery.lostParts();
                cut += recovery.cutBytes();
            }
            lines.force();
            return new RecoveredRecording(name, index.contents(), cut, found, lost);
        }
    }
}
