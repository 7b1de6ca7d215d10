package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.SmallDisk;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What recordings may take: room on the disk, of a host, of all, and time. */
@BesideOthers
class RecordingRoomTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path data;

    @TempDir
    Path recordings;

    @Test
    void a_recording_is_refused_where_there_is_no_room_for_it_and_goes_when_its_time_is_over() throws Exception {
        try (SmallDisk small = new SmallDisk(recordings, 8L * MEGABYTE);
                StartedGriot griot = StartedGriot.in(
                        data,
                        Map.of(
                                "griot.recording.directory", recordings.toString(),
                                "griot.recording.min-free", "4MB",
                                "griot.recording.max-per-host", "10MB",
                                "griot.recording.max-in-all", "20MB",
                                "griot.recording.keep-for", "PT1S"))) {
            assertThat(small).isNotNull();
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("moussa");
            await().until(() -> Files.exists(recordings.resolve(".lock")));
            theDisk(griot, awa);
            theQuotas(griot.part(JdbcClient.class), awa, moussa);
            whoWishesTwice(awa);
            theTime(awa, moussa);
        }
    }

    private static String live(ApiClient host) {
        String session = "/api/sessions/" + host.createSession("Tales");
        host.post(session + "/start");
        return session;
    }

    private void theDisk(StartedGriot griot, ApiClient awa) throws Exception {
        String session = live(awa);
        Path ballast = Files.write(recordings.resolve("ballast"), new byte[5 * MEGABYTE]);
        assertThat(awa.post(session + "/recording").refusal()).isEqualTo("503 STORAGE_FULL");

        Files.delete(ballast);
        assertThat(awa.post(session + "/recording").status()).isEqualTo(201);
        await().until(() -> trouble(awa, session).isEmpty());
        Files.write(ballast, new byte[5 * MEGABYTE]);
        await().until(() -> trouble(awa, session).equals("DISK_FULL"));
        assertThat(griot.operator().get("/actuator/prometheus").text())
                .contains("griot_recording_troubled{trouble=\"DISK_FULL\"} 1.0");
        assertThat(awa.post(session + "/messages", Map.of("content", "The live goes on"))
                        .status())
                .isEqualTo(201);
        Files.delete(ballast);
        await().until(() -> trouble(awa, session).isEmpty());
        awa.post(session + "/end");
        await().until(() -> awa.get(session + "/recording").status() == 204
                || awa.get(session + "/recording").at("/state").equals("FINISHED"));
    }

    private static String trouble(ApiClient host, String session) {
        JsonNode told = host.get(session + "/recording").json().path("trouble");
        return told.isNull() ? "" : told.asString();
    }

    /** As if they had recorded so much. */
    private static void theQuotas(JdbcClient db, ApiClient awa, ApiClient moussa) {
        use(db, awa.userId(), 10 * MEGABYTE);
        use(db, "*", 19 * MEGABYTE);
        String awas = live(awa);
        String moussas = live(moussa);
        assertThat(awa.post(awas + "/recording").refusal()).isEqualTo("503 STORAGE_FULL");
        assertThat(moussa.post(moussas + "/recording").status()).isEqualTo(201);
        moussa.post(moussas + "/end");
        use(db, awa.userId(), 10 * MEGABYTE - 1);
        use(db, "*", 20 * MEGABYTE);
        assertThat(awa.post(awas + "/recording").refusal()).isEqualTo("503 STORAGE_FULL");
        use(db, "*", 20 * MEGABYTE - 1);
        assertThat(awa.post(awas + "/recording").status()).isEqualTo(201);
        awa.post(awas + "/end");
    }

    private static void use(JdbcClient db, String host, long bytes) {
        int changed = db.sql("UPDATE recording_usage SET bytes = :bytes WHERE host_id = :host")
                .param("host", host)
                .param("bytes", bytes)
                .update();
        assertThat(changed).isEqualTo(1);
    }

    private static void whoWishesTwice(ApiClient awa) throws Exception {
        String session = live(awa);
        Callable<Integer> wish = () -> awa.post(session + "/recording").status();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = both.invokeAll(List.of(wish, wish));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(201, 409);
        }
        awa.post(session + "/end");
    }

    /** It is looked for when something else is deleted, for one. */
    private void theTime(ApiClient awa, ApiClient moussa) {
        String old = finished(awa);
        Path files = recordings.resolve(old);
        assertThat(files).isDirectory();
        Instant over = Instant.parse(awa.get("/api/recordings/" + old).at("/expiresAt"));
        await().until(() -> Instant.now().isAfter(over));
        String another = finished(moussa);
        assertThat(moussa.delete("/api/recordings/" + another).status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> awa.get("/api/recordings/" + old).refusal().equals("404 RECORDING_NOT_FOUND"));
        await().until(() -> Files.notExists(files) && Files.notExists(recordings.resolve(another)));
    }

    private String finished(ApiClient host) {
        String session = live(host);
        String id = host.post(session + "/recording").at("/id");
        await().until(() -> Files.exists(recordings.resolve(id).resolve("index")));
        host.post(session + "/end");
        await().until(() -> host.get("/api/recordings/" + id).at("/state").equals("FINISHED"));
        return id;
    }
}
