package live.griot.recording.store;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one recording: its index and its tracks. Owned by the writing thread. */
final class RecordingLog {
    private final Disk disk;
    private final RecordingFiles files;
    private final WriteCommand.Open opened;
    private final News news;
    private final IndexLog index;
    private final Map<TrackName, TrackLog> tracks = new LinkedHashMap<>();
    private @Nullable GapCause trouble;

    RecordingLog(Disk disk, RecordingFiles files, WriteCommand.Open opened, News news) {
        this.disk = disk;
        this.files = files;
        this.opened = opened;
        this.news = news;
        this.index = new IndexLog(disk, files, opened);
    }

    RecordingName name() {
        return opened.recording();
    }

    /** Returns what keeps parts from being stored; null where nothing does. */
    @Nullable
    GapCause trouble() {
        return trouble;
    }

    /** Notes what keeps parts from being stored. */
    void setTrouble(@Nullable GapCause cause) {
        trouble = cause;
    }

    /** Returns the track of that name. */
    TrackLog track(TrackName track) {
        return tracks.computeIfAbsent(
                track,
                name -> new TrackLog(
                        disk,
                        files,
                        opened.recording(),
                        name,
                        index,
                        news,
                        opened.ends().getOrDefault(name, WriteCommand.TrackEnd.NONE)));
    }

    /** Writes a line, now or when the disk takes it. */
    void note(IndexRecord line) throws IOException {
        index.add(line);
        index.prepare();
    }

    /** Writes what waits for the disk, the first line of the index for one. */
    void begin() throws IOException {
        index.prepare();
    }

    /** Returns when all that was written is on the disk; the files before the index that tells of them. */
    void force() throws IOException {
        for (TrackLog track : tracks.values()) {
            track.force();
        }
        index.force();
    }

    /** Seals all that is open, and writes what is missing. */
    void seal() throws IOException {
        for (TrackLog track : tracks.values()) {
            track.writeGap();
            track.seal();
        }
        index.force();
    }

    /** Writes what the recording became, which is the last that is written. */
    void finish(StateChange last) throws IOException {
        index.append(new IndexRecord.StateChanged(last));
        index.force();
    }

    /** Lets go of all files. */
    void close() throws IOException {
        for (TrackLog track : tracks.values()) {
            track.close();
        }
        index.close();
    }
}
