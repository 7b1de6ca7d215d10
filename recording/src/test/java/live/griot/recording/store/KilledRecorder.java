package live.griot.recording.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process of its own that a test kills: it recovers what the one before it left, goes on with it, and says on its output what it is at. A
 * line {@code stored} is said once the store has told that a part is stored.
 */
final class KilledRecorder {
    private KilledRecorder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream says = System.out;
        StoreListener listener = new Says(says);
        try (RecordingStore store = RecordingStore.open(Path.of(arguments[0]), listener)) {
            say(says, "recovering");
            RecoveryReport report = store.recover();
            say(
                    says,
                    "recovered %d failed %d"
                            .formatted(
                                    report.recovered().size(), report.failed().size()));
            boolean isNew = report.recovered().isEmpty();
            RecordingWriter writer = isNew ? store.begin(Recorded.NAME, Recorded.BEGAN) : store.resume(Recorded.NAME);
            long time = isNew
                    ? 0
                    : report.recovered().getFirst().contents().tracks().stream()
                            .mapToLong(StoredTrack::endTime)
                            .max()
                            .orElse(0);
            TestTrack programme = new TestTrack(writer.track(TrackName.PROGRAMME), time, 5);
            TestTrack stem = new TestTrack(writer.track(TrackName.stem("01MOUSSA")), time, 9);
            for (int i = 0; ; i++) {
                if (i % 40 == 39) {
                    programme.beginRun();
                }
                programme.append(8_000);
                stem.append(400);
                Thread.sleep(1);
            }
        }
    }

    private static void say(PrintStream says, String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        says.write(bytes, 0, bytes.length);
        says.flush();
    }

    private record Says(PrintStream says) implements StoreListener {
        @Override
        public void stored(RecordingName recording, StoredRun run, StoredPart part) {
            say(says, "stored %s %d %d %d".formatted(part.track(), part.segment(), part.offset(), part.checksum()));
        }

        @Override
        public void sealed(RecordingName recording, TrackName track, long segment) {
            say(says, "sealed %s %d".formatted(track, segment));
        }

        @Override
        public void missed(RecordingName recording, StoredGap gap) {
            say(says, "trouble " + gap);
        }

        @Override
        public void dropping(RecordingName recording, TrackName track, GapCause cause) {
            say(says, "trouble " + cause);
        }

        @Override
        public void caughtUp(RecordingName recording, TrackName track) {}

        @Override
        public void diskFull(RecordingName recording, IOException why) {
            say(says, "trouble " + why);
        }

        @Override
        public void failed(RecordingName recording, Exception why) {
            say(says, "trouble " + why);
        }

        @Override
        public void well(RecordingName recording) {}
    }
}
