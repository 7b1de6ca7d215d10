package live.griot.recording.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.griot.recording.mp4.TrackFormat;

/** The index of a recording that never was: long, and without a segment behind it. */
public final class LongIndex {
    private static final int RATE = 48_000;
    private static final int SECONDS = 4;

    private LongIndex() {}

    /** Writes one of sound, of so many segments of four seconds, into a store's directory. */
    public static void write(Path store, RecordingName name, int segments) throws IOException {
        TrackName track = TrackName.mix("opus");
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.writeBytes(IndexLine.of(new IndexRecord.Begun(name, 0)));
        index.writeBytes(IndexLine.of(new IndexRecord.RunAdded(
                new StoredRun(track, 1, 0, 100, 7, TrackFormat.Kind.AUDIO, "opus", RATE, 0, 0))));
        for (int i = 1; i <= segments; i++) {
            long start = (i - 1L) * SECONDS * RATE;
            index.writeBytes(IndexLine.of(new IndexRecord.PartAdded(
                    new StoredPart(track, i, 1, 0, 1_000, start, (long) SECONDS * RATE, 200, true, i))));
            index.writeBytes(IndexLine.of(new IndexRecord.SegmentSealed(track, i, 1_000)));
        }
        index.writeBytes(
                IndexLine.of(new IndexRecord.StateChanged(new StateChange(RecordingState.FINISHED, "STOPPED", 1))));
        Path file = new RecordingFiles(store).index(name);
        Files.createDirectories(file.getParent());
        Files.write(file, index.toByteArray());
    }
}
