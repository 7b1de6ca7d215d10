package live.griot.recording.store;

import static live.griot.recording.store.Recorded.BEGAN;
import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.TRACK;
import static live.griot.recording.store.Recorded.assertPlays;
import static live.griot.recording.store.Recorded.finish;
import static live.griot.recording.store.Recorded.parts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was cut off, recovery leaves what is whole, and ends where it is begun again. */
class RecoveryTest {
    @TempDir
    Path directory;

    private Path left;
    private List<StoredPart> stored = List.of();

    /** Leaves a recording as a process does that ends: two runs, the last segment open. */
    @BeforeEach
    void leave() throws Exception {
        left = directory.resolve("left");
        ToldStore told = new ToldStore();
        try (RecordingStore store = RecordingStore.open(left, new DiskDouble(), System::nanoTime, told)) {
            RecordingWriter writer = store.begin(NAME, BEGAN);
            TestTrack track = new TestTrack(writer.track(TRACK));
            track.appendAll(2, 100);
            track.beginRun();
            track.appendAll(6, 100);
        }
        stored = List.copyOf(told.parts);
        assertThat(stored).hasSize(8);
    }

    private static RecoveryReport recover(Path root, Disk disk) throws IOException {
        return new Recovery(new RecordingFiles(root), disk).recover(name -> false);
    }

    private static RecoveredRecording recoverOne(Path root) throws IOException {
        RecoveryReport report = recover(root, new DiskDouble());
        assertThat(report.failed()).isEmpty();
        assertThat(report.recovered()).hasSize(1);
        return report.recovered().getFirst();
    }

    /** Recovers, and checks that all is whole and that another recovery has nothing to do. */
    private static RecoveredRecording assertRecovers(Path root) throws IOException {
        RecoveredRecording found = recoverOne(root);
        RecordingFiles files = new RecordingFiles(root);
        assertThat(new Verifier(files, NAME, null).verify().faults()).isEmpty();
        RecordingReader reader = RecordingReader.open(files, NAME, null);
        for (StoredTrack track : reader.contents().tracks()) {
            assertPlays(reader, track.name());
            assertThat(track.segments()).allMatch(StoredSegment::isSealed);
        }
        byte[] index = Files.readAllBytes(files.index(NAME));
        RecoveredRecording again = recoverOne(root);
        assertThat(again.cutBytes() + again.foundParts() + again.lostParts()).isZero();
        assertThat(files.index(NAME)).hasBinaryContent(index);
        return found;
    }

    private Path copy(String name) throws IOException {
        Path to = directory.resolve(name);
        Recorded.copy(left, to);
        return to;
    }

    @Test
    void what_was_stored_is_there_and_sealed() throws Exception {
        RecoveredRecording found = assertRecovers(left);
        assertThat(parts(found.contents(), TRACK)).isEqualTo(stored);
        assertThat(found.cutBytes()).isZero();
    }

    @Test
    void an_index_cut_off_at_any_byte_is_made_whole_from_the_files() throws Exception {
        byte[] index = Files.readAllBytes(left.resolve("01ABC/index"));
        int begun = Files.readAllLines(left.resolve("01ABC/index")).getFirst().length() + 1;
        for (int length = 0; length < index.length; length += 3) {
            Path root = copy("cut" + length);
            Files.write(root.resolve("01ABC/index"), Arrays.copyOf(index, length));
            if (length < begun) {
                // Nobody knows what it was: it stays for a person to look at.
                assertThat(recover(root, new DiskDouble()).failed()).containsOnlyKeys(NAME);
            } else {
                RecoveredRecording found = assertRecovers(root);
                List<StoredPart> parts = parts(found.contents(), TRACK);
                assertThat(parts).isEqualTo(stored.subList(0, parts.size()));
                assertThat(parts).hasSize(whole(new String(index, 0, length, StandardCharsets.US_ASCII)));
            }
            Deletion.remove(root);
        }
    }

    /** Returns how many parts have to be there, of an index cut off: all of the last run that it knows. */
    private static int whole(String index) {
        int lines = index.lastIndexOf('\n') + 1;
        boolean hasSecondRun = index.substring(0, lines).contains("run p 2");
        boolean hasFirstRun = index.substring(0, lines).contains("run p 1");
        boolean hasPart = index.substring(0, lines).contains("part p 1");
        return hasSecondRun ? 8 : hasFirstRun && hasPart ? 2 : 0;
    }

    @Test
    void parts_that_only_the_files_know_are_found_unless_they_were_never_written() throws Exception {
        Path index = left.resolve("01ABC/index");
        List<String> lines = Files.readAllLines(index);
        assertThat(lines.getLast()).startsWith("part p 3 2");
        Path found = copy("found");
        cutLastLine(found.resolve("01ABC/index"));
        assertThat(assertRecovers(found).foundParts()).isEqualTo(1);

        Path hollow = copy("hollow");
        cutLastLine(hollow.resolve("01ABC/index"));
        Path segment = hollow.resolve("01ABC/p/3.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        Arrays.fill(bytes, bytes.length - 64, bytes.length, (byte) 0);
        Files.write(segment, bytes);
        RecoveredRecording recovered = assertRecovers(hollow);
        assertThat(recovered.foundParts()).isZero();
        assertThat(recovered.cutBytes()).isEqualTo(stored.getLast().length());
    }

    private static void cutLastLine(Path index) throws IOException {
        List<String> lines = Files.readAllLines(index);
        Files.writeString(index, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    }

    @Test
    void a_segment_cut_off_at_any_byte_keeps_the_parts_before() throws Exception {
        for (int length = 0; length < 2 * stored.getLast().length(); length += 5) {
            Path root = copy("short" + length);
            try (FileChannel file = FileChannel.open(root.resolve("01ABC/p/3.m4s"), StandardOpenOption.WRITE)) {
                file.truncate(length);
            }
            RecoveredRecording found = assertRecovers(root);
            int whole = length < stored.getLast().offset() ? 6 : 7;
            assertThat(parts(found.contents(), TRACK)).isEqualTo(stored.subList(0, whole));
            assertThat(found.lostParts()).isEqualTo(8 - whole);
            Deletion.remove(root);
        }
    }

    @Test
    void bytes_that_are_not_those_that_were_written_are_cut_off_with_all_behind_them() throws Exception {
        Path segment = left.resolve("01ABC/p/3.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[120] ^= 1;
        Files.write(segment, bytes);

        RecoveredRecording found = assertRecovers(left);
        assertThat(parts(found.contents(), TRACK)).isEqualTo(stored.subList(0, 6));
        assertThat(segment).doesNotExist();
        assertThat(found.lostParts()).isEqualTo(2);
    }

    @Test
    void a_segment_that_is_gone_is_gone_from_the_index() throws Exception {
        Files.delete(left.resolve("01ABC/p/2.m4s"));
        RecoveredRecording found = assertRecovers(left);
        assertThat(found.contents().track(TRACK).orElseThrow().segments())
                .extracting(StoredSegment::number)
                .containsExactly(1L, 3L);
    }

    @Test
    void segments_of_a_run_that_the_index_does_not_know_are_no_others() throws Exception {
        Path index = left.resolve("01ABC/index");
        List<String> lines = Files.readAllLines(index);
        int run = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("run p 2"))
                .findFirst()
                .orElseThrow());
        Files.writeString(index, String.join("\n", lines.subList(0, run)) + "\n");

        RecoveredRecording found = assertRecovers(left);
        assertThat(parts(found.contents(), TRACK)).isEqualTo(stored.subList(0, 2));
        assertThat(left.resolve("01ABC/p/run-2.mp4")).doesNotExist();
    }

    @Test
    void a_recovery_that_ends_anywhere_is_gone_on_with() throws Exception {
        // A torn line, a part that only the file knows, a torn one, and a sealed segment that is too short.
        cutLastLine(left.resolve("01ABC/index"));
        Files.writeString(left.resolve("01ABC/index"), "part p 3 2 1", StandardOpenOption.APPEND);
        Files.write(left.resolve("01ABC/p/3.m4s"), new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
        Path sealed = left.resolve("01ABC/p/1.m4s");
        byte[] bytes = Files.readAllBytes(sealed);
        Files.write(sealed, Arrays.copyOf(bytes, bytes.length - 1));

        RecoveredRecording whole = assertEndsAnywhere();
        assertThat(whole.foundParts()).isEqualTo(1);
        assertThat(whole.lostParts()).isEqualTo(1);
    }

    @Test
    void a_recovery_that_ends_anywhere_does_not_find_again_what_it_cut_off() throws Exception {
        // The last part reads as one, and is not the one that was written.
        Path segment = left.resolve("01ABC/p/3.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 1] ^= 2;
        Files.write(segment, bytes);

        RecoveredRecording whole = assertEndsAnywhere();
        assertThat(whole.foundParts()).isZero();
        assertThat(whole.lostParts()).isEqualTo(1);
    }

    /** Ends a recovery after each of its steps; returns what one finds that is not ended. */
    private RecoveredRecording assertEndsAnywhere() throws IOException {
        RecoveredRecording whole = assertRecovers(copy("expected"));
        int steps = 0;
        for (boolean ended = true; ended; steps++) {
            Path root = copy("ended" + steps);
            ended = endsAfter(root, steps);
            assertRecovers(root);
            RecordingReader reader = RecordingReader.open(new RecordingFiles(root), NAME, null);
            assertThat(parts(reader.contents(), TRACK)).isEqualTo(parts(whole.contents(), TRACK));
            Deletion.remove(root);
        }
        assertThat(steps).isGreaterThan(5);
        return whole;
    }

    private static boolean endsAfter(Path root, int steps) throws IOException {
        try {
            recover(root, new DyingDisk(steps));
            return false;
        } catch (ProcessEnded ended) {
            return true;
        }
    }

    @Test
    void a_finished_recording_is_left_alone() throws Exception {
        try (RecordingStore store = RecordingStore.open(left, new ToldStore())) {
            assertThat(store.recover().recovered()).hasSize(1);
            store.finish(NAME, "NODE_LOST", BEGAN + 7);
            byte[] index = Files.readAllBytes(left.resolve("01ABC/index"));
            store.finish(NAME, "STOPPED", BEGAN + 8);
            assertThat(store.recover().recovered()).isEmpty();
            assertThat(left.resolve("01ABC/index")).hasBinaryContent(index);
            assertThat(store.read(NAME).contents().states())
                    .containsExactly(new StateChange(RecordingState.FINISHED, "NODE_LOST", BEGAN + 7));
        }
    }

    @Test
    void what_is_being_written_is_left_alone_and_what_never_began_is_removed() throws Exception {
        Files.createDirectory(left.resolve("EMPTY"));
        Files.createFile(left.resolve("EMPTY/index"));
        Files.createDirectories(left.resolve(".gone-OLD/p"));
        Files.createFile(left.resolve(".gone-OLD/p/1.m4s"));
        Files.createFile(left.resolve("notes.txt"));
        try (RecordingStore store = RecordingStore.open(left, new ToldStore())) {
            RecordingWriter writer = store.resume(NAME);
            RecoveryReport report = store.recover();
            assertThat(report.recovered()).isEmpty();
            assertThat(report.removed()).isEqualTo(2);
            assertThat(store.recordings()).containsExactly(NAME);
            finish(writer);
        }
        assertThat(RecordingFiles.list(left))
                .containsExactly(left.resolve(".lock"), left.resolve("01ABC"), left.resolve("notes.txt"));
    }

    @Test
    void a_writer_that_ends_anywhere_leaves_what_it_told() throws Exception {
        int steps = 0;
        int most = 0;
        for (boolean ended = true; ended; steps++) {
            Path root = Files.createDirectory(directory.resolve("written" + steps));
            ToldStore told = new ToldStore();
            ended = writesUntil(root, steps, told);
            RecoveryReport report = recover(root, new DiskDouble());
            assertThat(report.failed()).isEmpty();
            if (told.parts.isEmpty() && report.recovered().isEmpty()) {
                assertThat(RecordingFiles.list(root)).isEmpty();
            } else {
                RecoveredRecording found = assertRecovers(root);
                List<StoredPart> parts = parts(found.contents(), TRACK);
                assertThat(parts.size() - told.parts.size()).isBetween(0, 1);
                assertThat(parts.subList(0, told.parts.size())).isEqualTo(told.parts);
                most = parts.size();
            }
            Deletion.remove(root);
        }
        assertThat(most).isEqualTo(7);
        assertThat(steps).isGreaterThan(30);
    }

    private static boolean writesUntil(Path root, int steps, ToldStore told) throws IOException {
        WriteQueue queue = new WriteQueue(System::nanoTime);
        News news = new News(told, new StoreCounters());
        WriteCommand.Open open = new WriteCommand.Open(NAME, new IndexRecord.Begun(NAME, BEGAN), 0, Map.of());
        TestTrack track = new TestTrack(new TrackWriter(NAME, TRACK, queue, news, WriteCommand.TrackEnd.NONE));
        track.appendAll(2, 100);
        track.beginRun();
        track.appendAll(5, 100);
        RecordingLog log = new RecordingLog(new DyingDisk(steps), new RecordingFiles(root), open, news);
        try {
            log.begin();
            while (queue.take(0) instanceof WriteCommand.Append append) {
                told.parts.add(Objects.requireNonNull(log.track(TRACK).append(append)));
                if (append.part().endsSegment()) {
                    log.track(TRACK).seal();
                }
            }
            return false;
        } catch (ProcessEnded ended) {
            return true;
        } finally {
            log.close();
        }
    }

    /** A test double: the process ends after so many steps, in the middle of a write if it is one. */
    private static final class DyingDisk extends DiskDouble {
        private int left;

        DyingDisk(int steps) {
            left = steps;
        }

        @Override
        void beforeStep() {
            if (left-- <= 0) {
                throw new ProcessEnded();
            }
        }

        @Override
        int allowed(int bytes) {
            return left > 0 ? bytes : bytes / 2;
        }
    }

    private static final class ProcessEnded extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
