package live.griot.recording.store;

import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.assertPlays;
import static live.griot.recording.store.Recorded.parts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment, while it writes or recovers, loses what it had not yet said to be stored. */
class KilledRecordingTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path directory;

    /** What a process said before it was killed. */
    private record Said(List<String> lines) {
        Set<String> of(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    @Test
    void what_was_said_to_be_stored_is_there_after_twenty_kills() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> stored = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Every other process is killed in its recovery, or soon after.
            boolean early = round % 2 == 1;
            long nanos = TimeUnit.MICROSECONDS.toNanos(early ? random.nextInt(120_000) : random.nextInt(300_000));
            Said said = killed(early ? "recovering" : "stored", nanos);
            assertThat(said.of("trouble")).as("seed %d, round %d", seed, round).isEmpty();
            stored.addAll(said.of("stored"));

            // What the index has is there at once, before anything is recovered.
            RecordingReader reader = RecordingReader.open(new RecordingFiles(directory), NAME, null);
            assertThat(all(reader.contents()))
                    .as("seed %d, round %d", seed, round)
                    .containsAll(stored);
        }

        try (RecordingStore store = RecordingStore.open(directory, new ToldStore())) {
            RecoveryReport report = store.recover();
            assertThat(report.failed()).isEmpty();
            assertThat(report.recovered()).singleElement().matches(found -> found.lostParts() == 0);
            store.finish(NAME, "NODE_LOST", Recorded.BEGAN + 1);
            assertThat(store.verify(NAME).faults()).as("seed %d", seed).isEmpty();
            RecordingReader reader = store.read(NAME);
            assertThat(all(reader.contents())).as("seed %d", seed).containsAll(stored);
            // One part of each track may be in its file, and the process killed before it could say so.
            assertThat(all(reader.contents()).size() - stored.size()).isBetween(0, 2 * ROUNDS);
            for (StoredTrack track : reader.contents().tracks()) {
                assertPlays(reader, track.name());
            }
        }
    }

    private static Set<String> all(RecordingContents contents) {
        Set<String> all = new LinkedHashSet<>();
        for (StoredTrack track : contents.tracks()) {
            for (StoredPart part : parts(contents, track.name())) {
                all.add("%s %d %d %d".formatted(part.track(), part.segment(), part.offset(), part.checksum()));
            }
        }
        return all;
    }

    /** Runs a process and kills it that long after it first said a word. */
    private Said killed(String word, long nanos) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRecorder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            Thread killer = null;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (killer == null && line.startsWith(word)) {
                    killer = Thread.startVirtualThread(() -> kill(process, nanos));
                }
            }
            assertThat(killer).as("said %s", lines).isNotNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(lines);
    }

    private static void kill(Process process, long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly(); // SIGKILL, where there are signals; what was said can still be read.
    }
}
