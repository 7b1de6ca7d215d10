package live.griot.recording.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import live.griot.recording.worker.Children.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs beside this one, real ones, that do what they should not. */
class ChildrenTest {
    private static final long MOST = 100_000;

    private final Children children =
            new Children(new Children.Bounds(Duration.ofSeconds(20), Duration.ofMillis(600), MOST));

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private void run(String script, Children.Input input, OutputStream output) throws Exception {
        children.run(List.of("/bin/sh", "-c", script), null, input, output, () -> false);
    }

    @Test
    void one_reads_what_it_is_given_and_nothing_of_our_environment() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        run("cat; env", input -> input.write("tales\n".getBytes(StandardCharsets.UTF_8)), said);

        assertThat(said.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.matches("(_|PWD|SHLVL|OLDPWD)=.*")))
                .containsExactly("tales", "PATH=/usr/bin:/bin");
        assertThat(children.ended(Outcome.WELL)).isEqualTo(1);
        assertThat(children.running()).isZero();
    }

    /** Whoever takes what it wrote may be slower than it is. */
    @Test
    void all_that_one_wrote_is_kept_when_it_has_ended() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path pid = directory.resolve("pid" + round);
            ByteArrayOutputStream kept = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int length) {
                    await().until(() -> Files.exists(pid) && !isAlive(pid));
                    super.write(bytes, offset, length);
                }
            };

            run("head -c 50000 /dev/zero; echo $$ > %1$s.new; mv %1$s.new %1$s".formatted(pid), none -> {}, kept);

            assertThat(kept.size()).isEqualTo(50_000);
        }
    }

    @Test
    void one_that_hangs_is_ended_with_all_that_it_started() {
        Path pid = directory.resolve("pid");

        assertThatThrownBy(() ->
                        run("sleep 300 & echo $! > " + pid + "; wait", none -> {}, OutputStream.nullOutputStream()))
                .hasMessage("The video program did nothing any more");

        assertThat(children.ended(Outcome.HUNG)).isEqualTo(1);
        await().until(() -> !isAlive(pid));
    }

    private static boolean isAlive(Path pid) throws IOException {
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        return process.isPresent() && process.get().isAlive();
    }

    @Test
    void one_that_dies_or_fails_is_told_in_a_sentence() {
        assertThatThrownBy(() -> run("kill -9 $$", none -> {}, OutputStream.nullOutputStream()))
                .isInstanceOf(NotMadeException.class)
                .hasMessage("The video program ended with status 137");
        assertThatThrownBy(() -> run("exit 3", ChildrenTest::muchToRead, OutputStream.nullOutputStream()))
                .hasMessage("The video program ended with status 3");
        assertThatThrownBy(() -> run("exec 0<&-; echo deaf; sleep 0.3; exit 4", this::littleToRead, heard))
                .hasMessage("The video program ended with status 4");
        assertThatThrownBy(() -> children.run(
                        List.of(directory.resolve("missing").toString()),
                        null,
                        none -> {},
                        OutputStream.nullOutputStream(),
                        () -> false))
                .isInstanceOf(NotMadeException.class);
        assertThat(children.running()).isZero();
    }

    /** Takes its time, so that nobody reads any more. */
    private void littleToRead(OutputStream program) throws IOException {
        await().until(() -> heard.size() > 0);
        program.write(new byte[10]);
    }

    private static void muchToRead(OutputStream program) throws IOException {
        for (int i = 0; i < 100; i++) {
            program.write(new byte[10_000]);
        }
    }

    @Test
    void one_that_writes_too_much_is_ended() {
        assertThatThrownBy(() -> run("cat /dev/zero", none -> {}, OutputStream.nullOutputStream()))
                .hasMessage("The video program wrote too much");
        assertThat(children.ended(Outcome.TOO_MUCH)).isEqualTo(1);
    }

    @Test
    void one_that_runs_for_too_long_is_ended_however_busy_it_is() {
        Children impatient = new Children(new Children.Bounds(Duration.ofMillis(500), Duration.ofSeconds(20), MOST));

        assertThatThrownBy(() -> impatient.run(
                        List.of("/bin/sh", "-c", "while :; do echo on; sleep 0.05; done"),
                        null,
                        none -> {},
                        OutputStream.nullOutputStream(),
                        () -> false))
                .hasMessage("The video program took too long");
    }

    @Test
    void a_disk_that_takes_no_more_ends_it_and_is_the_reason() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> run("echo tales; sleep 300", none -> {}, full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void one_that_is_wanted_no_more_is_ended() {
        AtomicBoolean stop = new AtomicBoolean();

        assertThatThrownBy(() -> children.run(
                        List.of("/bin/sh", "-c", "cat; sleep 300"),
                        null,
                        input -> stop.set(true),
                        OutputStream.nullOutputStream(),
                        stop::get))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void none_remains_when_this_program_is_killed() throws Exception {
        WorkerHouse.program().get();
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = parent.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("decoding");
            List<ProcessHandle> children = parent.toHandle().descendants().toList();
            assertThat(children).isNotEmpty().allMatch(ProcessHandle::isAlive);

            parent.destroyForcibly().waitFor();

            await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void a_program_that_is_not_there_is_said_and_one_that_was_torn_is_unpacked_again() throws Exception {
        FfmpegProgram missing = new FfmpegProgram(directory.resolve("missing"), directory, WorkerHouse.children());
        assertThatThrownBy(missing::get).hasMessage("This server has no video program that runs");

        FfmpegProgram first = new FfmpegProgram(null, directory, WorkerHouse.children());
        Files.write(first.get().program(), new byte[] {1, 2, 3});
        FfmpegProgram again = new FfmpegProgram(null, directory, WorkerHouse.children());
        assertThat(again.get().encoder()).contains("libopenh264");
    }
}
