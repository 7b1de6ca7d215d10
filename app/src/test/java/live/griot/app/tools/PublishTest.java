package live.griot.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Poll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code griot publish} against the program, with libwebrtc and ffmpeg as they are. */
@BesideOthers
class PublishTest extends CommandFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void a_pattern_by_whip_makes_the_session_live_and_reaches_a_viewer() throws Exception {
        ApiClient host = griot.client().register("whip_host");
        String id = host.createSession("By WHIP");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");

        try (CommandProcess publish = CommandProcess.start(
                System.getProperty("java.class.path"),
                Map.of("GRIOT_TOKEN", joined.at("/ticket")),
                "publish",
                "--pattern",
                "--size=p360",
                "--codec=VP8",
                "--whip-url=" + griot.address().resolve(joined.at("/edge/whipUrl")))) {
            await(publish, "the session is live", () -> state(id).equals("LIVE"));
            assertPicturesAndSoundReachAViewerOf(id);

            publish.process().destroy();
            assertThat(publish.exitCode()).as(publish.said()).isEqualTo(143);
            await(publish, "the edge has nobody who publishes", () -> publishers() == 0);
        }
    }

    @Test
    void a_file_by_account_makes_a_session_and_ends_it_with_the_file(@TempDir Path directory) throws Exception {
        Path file = film(directory, 12);

        try (CommandProcess publish = CommandProcess.start(
                "publish",
                "--file=" + file,
                "--size=p360",
                "--server=" + griot.address(),
                "--handle=maker",
                "--password-file=" + password,
                "--title=A film")) {
            await(publish, "it is on air", () -> publish.said().contains("On air: session "));
            String id = publish.said().replaceAll("(?s).*On air: session (\\S+).*", "$1");
            await(publish, "the session is live", () -> state(id).equals("LIVE"));
            assertThat(griot.client().get("/api/sessions/" + id).at("/title")).isEqualTo("A film");
            assertPicturesAndSoundReachAViewerOf(id);

            assertThat(publish.exitCode()).as(publish.said()).isZero();
            await(publish, "the session is over", () -> state(id).equals("ENDED"));
        }
    }

    @Test
    void the_children_that_decode_end_with_a_publisher_that_is_killed(@TempDir Path directory) throws Exception {
        Path file = film(directory, 3);
        ApiClient host = griot.client().register("killed_host");
        String id = host.createSession("Killed");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");

        try (CommandProcess publish = CommandProcess.start(
                "publish",
                "--file=" + file,
                "--loop",
                "--size=p360",
                "--token=" + joined.at("/ticket"),
                "--whip-url=" + griot.address().resolve(joined.at("/edge/whipUrl")))) {
            await(publish, "the session is live", () -> state(id).equals("LIVE"));
            ProcessHandle[] children = publish.process().children().toArray(ProcessHandle[]::new);
            assertThat(children).hasSize(2);

            publish.process().destroyForcibly();

            for (ProcessHandle child : children) {
                await(publish, "ffmpeg has ended", () -> !child.isAlive());
            }
        }
    }

    @Test
    void a_library_that_is_missing_is_named_with_what_installs_it(@TempDir Path directory) throws Exception {
        breakLibrary(directory);

        try (CommandProcess publish = CommandProcess.start(
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                Map.of(),
                "publish",
                "--whip-url=http://localhost:9/")) {
            assertThat(publish.exitCode()).as(publish.said()).isEqualTo(3);
            assertThat(publish.said().strip())
                    .startsWith(
                            "libwebrtc, which encodes and sends, needs libpulsX.so.0, and there is none: apt-get install ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void what_cannot_be_published_is_refused_in_one_line(@TempDir Path directory) throws Exception {
        Path words = Files.writeString(directory.resolve("words.mp4"), "no film at all");
        assertRefused(
                "There is no file /no/such.mp4 that can be read",
                "--file=/no/such.mp4",
                "--whip-url=http://localhost:9/");
        assertRefused(
                "ffmpeg decodes files, and there is none: apt-get install ffmpeg",
                "--file=" + words,
                "--ffmpeg=/no/such/ffmpeg",
                "--whip-url=http://localhost:9/");
        assertRefused("No answer from http://localhost:9/", "--whip-url=http://localhost:9/");
        assertRefused(
                "There is no picture in it that can be decoded",
                "--file=" + words,
                "--server=" + griot.address(),
                "--handle=maker",
                "--password-file=" + password);
    }

    private static void assertRefused(String sentence, String... options) throws Exception {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "publish";
        System.arraycopy(options, 0, arguments, 1, options.length);
        try (CommandProcess publish = CommandProcess.start(arguments)) {
            assertThat(publish.exitCode()).as(publish.said()).isEqualTo(1);
            assertThat(publish.said()).contains(sentence).doesNotContain("\tat ");
        }
    }

    /** A viewer of another make: {@code griot load} that only watches, and counts what is authentic. */
    private static void assertPicturesAndSoundReachAViewerOf(String id) throws Exception {
        try (CommandProcess viewer = CommandProcess.start(
                "load",
                "--server=" + griot.address(),
                "--publish=none",
                "--session=" + id,
                "--viewers=1",
                "--rehearsals=0",
                "--warm-up=0",
                "--seconds=2")) {
            assertThat(viewer.exitCode()).as(viewer.said()).isZero();
            assertThat(viewer.said()).contains("1 of 1 connected").doesNotContain("pictures         0.0 a second");
            String datagrams = viewer.said().replaceAll("(?s).*datagrams +(\\d+),.*", "$1");
            // Sound alone has 50 a second.
            assertThat(Integer.parseInt(datagrams)).isGreaterThan(70);
        }
    }

    /** What the distribution has no library for looks like this to the linker: the real one, which wants another library by name. */
    private static void breakLibrary(Path directory) throws IOException {
        String name = "libwebrtc-java-linux-%s.so"
                .formatted(System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm64");
        try (InputStream library = Objects.requireNonNull(PublishTest.class.getResourceAsStream("/" + name), name)) {
            String bytes = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("libpulse.so.0");
            Files.write(
                    directory.resolve(name),
                    bytes.replace("libpulse.so.0", "libpulsX.so.0").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static Path film(Path directory, int seconds) throws Exception {
        Path file = directory.resolve("-film.mp4");
        Process ffmpeg;
        try {
            ffmpeg = new ProcessBuilder(
                            "ffmpeg",
                            "-nostdin",
                            "-loglevel",
                            "error",
                            "-f",
                            "lavfi",
                            "-i",
                            "testsrc2=size=640x360:rate=25:duration=" + seconds,
                            "-f",
                            "lavfi",
                            "-i",
                            "sine=frequency=440:duration=" + seconds,
                            "-c:v",
                            "mpeg4",
                            "-c:a",
                            "aac",
                            "file:" + file)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            throw new AssertionError("This test needs ffmpeg: apt-get install ffmpeg", missing);
        }
        String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffmpeg.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ffmpeg.exitValue()).as(said).isZero();
        return file;
    }

    private static String state(String id) {
        return griot.client().get("/api/sessions/" + id).at("/state");
    }

    private static int publishers() {
        return griot.client().get("/api/edge/status").json().path("publishers").asInt();
    }

    private static void await(CommandProcess publish, String what, BooleanSupplier happened) {
        Poll.until(what, PATIENCE, happened, publish::said);
    }
}
