package live.griot.app.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.griot.app.browser.LiveHost;
import live.griot.app.recording.RecordingsCommand;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told of recordings on the command line, beside the program that runs and when it is stopped. */
@BesideOthers
class RecordingsCommandTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void recordings_are_listed_verified_and_exported() throws Exception {
        String session;
        try (StartedGriot griot = StartedGriot.in(data);
                LiveHost host = new LiveHost(griot.address())) {
            session = recorded(griot, host);
            griot.close();
        }
        assertThat(run("recordings", "list")).isZero();
        assertThat(told()).contains("not finished");
        assertThat(run("recordings", "verify"))
                .as("a program that is stopped in order leaves it whole")
                .isZero();
        assertThat(told()).contains("1 recordings; ", "nothing is wrong").doesNotContain("runs");
        String id;
        try (StartedGriot griot = StartedGriot.in(data)) {
            id = finished(griot, session);
            try (CommandProcess beside = CommandProcess.start("recordings", "verify", "--griot.data-dir=" + data)) {
                assertThat(beside.exitCode()).as(beside.said()).isZero();
                assertThat(beside.said())
                        .contains("1 recordings; ", "nothing is wrong; the program runs and has its database open");
            }
            assertThat(run("recordings", "export", id, data.resolve("whole.mp4").toString()))
                    .isZero();
        }
        assertThat(Files.size(data.resolve("whole.mp4"))).isGreaterThan(100_000);
        assertThat(run("recordings", "export", id, data.resolve("whole.mp4").toString()))
                .isEqualTo(1);
        assertThat(run(
                        "recordings",
                        "export",
                        "NOWHERE",
                        data.resolve("none.mp4").toString()))
                .isEqualTo(1);
        assertThat(data.resolve("none.mp4")).doesNotExist();
        assertThat(run("recordings", "delete")).isEqualTo(1);
        told();

        assertThat(run("recordings", "list")).isZero();
        assertThat(told()).startsWith(id).contains("NODE_LOST");
        assertThat(run("recordings", "verify")).isZero();
        assertThat(told()).contains("1 recordings; ", "nothing is wrong").doesNotContain("runs");

        whatIsWrongIsFound(id);
    }

    private String recorded(StartedGriot griot, LiveHost host) throws Exception {
        String session = "/api/sessions/" + host.goLiveRecorded("To be looked at");
        Poll.until(
                "there is something",
                Duration.ofSeconds(60),
                () -> griot.client()
                                .get(session + "/recording")
                                .json()
                                .path("bytes")
                                .asLong()
                        > 200_000);
        assertThat(run("recordings", "verify")).isZero();
        assertThat(told()).contains("1 recordings, 1 of them being written; 0 parts");
        return session;
    }

    private String finished(StartedGriot griot, String session) {
        ApiClient awa = griot.client().login("awa");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> awa.get(session + "/recording").at("/state").equals("FINISHED"));
        assertThat(awa.get(session + "/recording").at("/reason")).isEqualTo("NODE_LOST");
        awa.post(session + "/end");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            run("recordings", "list");
            return !told().contains("not finished");
        });
        return awa.get(session + "/recording").at("/id");
    }

    private void whatIsWrongIsFound(String id) throws Exception {
        Path recording = data.resolve("recordings").resolve(id);
        Path segment = recording.resolve("p/1.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        assertFinds(id + "/p/1.m4s: CHECKSUM, part at ");
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        Files.createFile(recording.resolve("p/99.m4s"));
        assertFinds(id + "/p/99.m4s: UNKNOWN_FILE, the index does not know it");
        Files.delete(recording.resolve("p/99.m4s"));

        Path stranger = Files.createDirectory(data.resolve("recordings/01STRANGER"));
        Files.writeString(stranger.resolve("index"), "");
        assertFinds("01STRANGER: there are files, and no row knows of them");
        Files.delete(stranger.resolve("index"));
        Files.delete(stranger);

        change("UPDATE recording SET bytes = bytes + 1");
        assertFinds(id + ": its row says ");
        change("UPDATE recording SET bytes = bytes - 1, duration_millis = duration_millis + 1");
        assertFinds(id + ": its row says that it plays ");
        change("UPDATE recording SET duration_millis = duration_millis - 1");
        assertThat(run("recordings", "verify")).as(told()).isZero();

        Files.move(recording, data.resolve("elsewhere"));
        assertFinds(id + ": its row says ");
        Files.createDirectory(data.resolve("recordings/.gone-" + id));
        assertFinds(id + ": its row says ", ".gone-" + id + ": no recording");
    }

    private void assertFinds(String... lines) {
        told();
        assertThat(run("recordings", "verify")).isEqualTo(1);
        List<String> found = new ArrayList<>(told().lines().toList());
        assertThat(found.removeLast()).endsWith("; %d findings".formatted(lines.length));
        assertThat(found).hasSize(lines.length);
        for (int i = 0; i < lines.length; i++) {
            assertThat(found.get(i)).startsWith(lines[i]);
        }
    }

    private void change(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:%s/griot;MODE=MySQL".formatted(data));
                Statement to = connection.createStatement()) {
            to.executeUpdate(statement);
        }
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--griot.data-dir=" + data);
        PrintStream to = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new RecordingsCommand(to, to).run(all.toArray(String[]::new));
    }

    /** Returns what was told since this was asked last. */
    private String told() {
        String text = told.toString(StandardCharsets.UTF_8);
        told.reset();
        return text;
    }
}
