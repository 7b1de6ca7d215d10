package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes stretches out of a recording that is finished: every segment that has something of them, whole, here and where recordings are kept
 * beside this machine's disk. Files go before the index says so: what a kill leaves is taken out by doing it again.
 */
final class TakingOut {
    private final RecordingFiles files;
    private final Disk disk;
    private final RecordingName name;
    private final @Nullable FarCache elsewhere;

    TakingOut(RecordingFiles files, Disk disk, RecordingName name, @Nullable FarCache elsewhere) {
        this.files = files;
        this.disk = disk;
        this.name = name;
        this.elsewhere = elsewhere;
    }

    /** Takes them out of these tracks; returns what the recording has then. */
    RecordingContents run(IndexReader index, Map<TrackName, ? extends Collection<Stretch>> what) throws IOException {
        RecordingContents contents = index.contents();
        try (AppendFile lines = new AppendFile(disk.open(files.index(name)), index.goodEnd())) {
            for (Map.Entry<TrackName, ? extends Collection<Stretch>> one : what.entrySet()) {
                StoredTrack track = contents.track(one.getKey()).orElse(null);
                if (track != null) {
                    take(track, contents.beganMillis(), one.getValue(), lines, contents);
                }
            }
            lines.force();
        }
        sendIndexAgain();
        return contents;
    }

    private void take(
            StoredTrack track,
            long beganMillis,
            Collection<Stretch> stretches,
            AppendFile lines,
            RecordingContents contents)
            throws IOException {
        List<StoredSegment> segments = new ArrayList<>(track.segments());
        for (StoredSegment segment : segments) {
            StoredRun run = track.runs().getFirst();
            long from = beganMillis + TimeUnit.MICROSECONDS.toMillis(run.micros(segment.start()));
            long to = beganMillis + TimeUnit.MICROSECONDS.toMillis(run.micros(segment.endTime())) + 1;
            if (stretches.stream().anyMatch(stretch -> stretch.overlaps(from, to))) {
                remove(files.segment(name, track.name(), segment.number()));
                IndexRecord cut = new IndexRecord.SegmentCut(track.name(), segment.number(), 0);
                lines.append(IndexLine.of(cut));
                contents.apply(cut);
            }
        }
        disk.forceDirectory(files.track(name, track.name()));
    }

    private void remove(Path file) throws IOException {
        if (elsewhere != null) {
            elsewhere.far().delete(files.key(file));
            elsewhere.forget(file);
        }
        disk.remove(file);
    }

    /** Whoever restores it from there must not look for what is gone. */
    private void sendIndexAgain() throws IOException {
        if (elsewhere == null) {
            return;
        }
        Path index = files.index(name);
        String key = files.key(index);
        boolean isThere =
                elsewhere.far().list(key).stream().anyMatch(one -> one.key().equals(key));
        if (isThere && Files.exists(index)) {
            elsewhere.far().put(key, index);
        }
    }
}
