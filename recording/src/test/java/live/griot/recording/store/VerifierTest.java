package live.griot.recording.store;

import static live.griot.recording.store.Recorded.BEGAN;
import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.TRACK;
import static live.griot.recording.store.Recorded.finish;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import live.griot.recording.store.StoreFault.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is wrong with a recording that verifying it does not tell. */
class VerifierTest {
    @TempDir
    Path directory;

    private Path recording;

    @BeforeEach
    void record() throws Exception {
        recording = directory.resolve("01ABC");
        try (RecordingStore store =
                RecordingStore.open(directory, new DiskDouble(), System::nanoTime, new ToldStore())) {
            RecordingWriter writer = store.begin(NAME, BEGAN);
            new TestTrack(writer.track(TRACK)).appendAll(6, 30);
            finish(writer);
        }
        assertFinds();
    }

    private void assertFinds(Kind... kinds) throws IOException {
        assertThat(new Verifier(new RecordingFiles(directory), NAME, null)
                        .verify()
                        .faults())
                .extracting(StoreFault::kind)
                .containsExactly(kinds);
    }

    @Test
    void each_bit_of_each_segment_and_init_segment() throws IOException {
        for (String name : new String[] {"p/2.m4s", "p/run-1.mp4"}) {
            Path file = recording.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << at % 8);
                Files.write(file, changed);
                assertFinds(Kind.CHECKSUM);
            }
            Files.write(file, bytes);
            assertFinds();
        }
    }

    @Test
    void a_file_that_is_missing_or_too_short_or_too_long() throws IOException {
        Path file = recording.resolve("p/1.m4s");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertFinds(Kind.TOO_SHORT);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertFinds(Kind.UNKNOWN_BYTES);
        Files.delete(file);
        assertFinds(Kind.FILE_MISSING);
        Files.delete(recording.resolve("p/run-1.mp4"));
        assertFinds(Kind.FILE_MISSING, Kind.FILE_MISSING);
    }

    @Test
    void a_file_that_the_index_does_not_know_but_for_exports() throws IOException {
        Files.createDirectories(recording.resolve("x"));
        Files.createFile(recording.resolve("x/whole.mp4"));
        assertFinds();
        Files.createFile(recording.resolve("p/3.m4s"));
        assertFinds(Kind.UNKNOWN_FILE);
        Files.createDirectories(recording.resolve("s-01MOUSSA"));
        Files.createFile(recording.resolve("s-01MOUSSA/1.m4s"));
        Files.createFile(recording.resolve("notes"));
        assertFinds(Kind.UNKNOWN_FILE, Kind.UNKNOWN_FILE, Kind.UNKNOWN_FILE);
    }

    @Test
    void an_index_with_a_damaged_line_or_a_torn_end() throws IOException {
        Path index = recording.resolve("index");
        byte[] bytes = Files.readAllBytes(index);
        Files.writeString(index, "state", StandardOpenOption.APPEND);
        assertFinds(Kind.INDEX_DAMAGED);
        int seal = Files.readString(index).indexOf("seal");
        bytes[seal] ^= 1;
        Files.write(index, bytes);
        assertFinds(Kind.INDEX_DAMAGED);
    }
}
