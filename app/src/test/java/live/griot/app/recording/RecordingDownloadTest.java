package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.RecordingId;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.store.RecordingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A recording as one file, from the first time that it is asked for to its deletion, by the API. */
@BesideOthers
class RecordingDownloadTest {
    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<byte[]> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void whoever_may_play_a_recording_gets_it_as_a_file_with_ranges() throws Exception {
        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.rates.downloads-per-person", "30/PT1H"))) {
            ApiClient awa = griot.client().register("awa");
            ApiClient kofi = griot.client().register("kofi");
            String session = "/api/sessions/" + awa.createSession("Tales: of \"hares\" / night");
            awa.post(session + "/start");
            String id = awa.post(session + "/recording").at("/id");
            String recording = "/api/recordings/" + id;
            String download = recording + "/download?format=mp4";
            assertThat(griot.client().get(download).refusal()).isEqualTo("409 INVALID_TRANSITION");
            awa.put(session + "/bans/" + kofi.userId(), Map.of());
            awa.post(session + "/end");
            await().until(() -> awa.get(recording).at("/state").equals("FINISHED"));
            RecordedPeople.keep(griot.part(OpenStore.class), id);
            assertThat(kofi.get(download).refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
            assertThat(awa.get(recording + "/download?format=avi").refusal()).isEqualTo("400 VALIDATION_FAILED");

            ApiClient.Answer mosaic = awa.get(recording + "/download?layout=mosaic");
            assertThat(mosaic.refusal()).isEqualTo("400 VALIDATION_FAILED");
            assertThat(mosaic.text()).contains("must be programme or grid");

            ApiClient.Answer first = griot.client().get(download);
            assertThat(first.status()).isIn(202, 200);
            if (first.status() == 202) {
                assertThat(first.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(first.at("/state")).isEqualTo("PREPARING");
            }
            await().until(() -> awa.get(recording)
                    .json()
                    .path("renditions")
                    .valueStream()
                    .anyMatch(one -> one.path("kind").asString().equals("DOWNLOAD")
                            && one.path("state").asString().equals("READY")));

            URI address = griot.address().resolve(download);
            HttpResponse<byte[]> whole = get(address);
            byte[] file = whole.body();
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(new String(file, 0, 64, StandardCharsets.ISO_8859_1)).contains("ftyp", "moov");
            assertThat(whole.headers().firstValue("Content-Type")).hasValue("video/mp4");
            assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
            assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment;")
                    .contains("filename*=UTF-8''Tales%20of%20hares%20night.mp4");
            String tag = whole.headers().firstValue("ETag").orElseThrow();

            HttpResponse<byte[]> grid = get(griot.address().resolve(download + "&layout=grid"));
            assertThat(grid.statusCode())
                    .as("a grid of nobody is the programme")
                    .isEqualTo(200);
            assertThat(grid.headers().firstValue("ETag")).hasValue(tag);

            HttpResponse<byte[]> some = get(address, "Range", "bytes=100-199", "If-Range", tag);
            assertThat(some.statusCode()).isEqualTo(206);
            assertThat(some.headers().firstValue("Content-Range")).hasValue("bytes 100-199/" + file.length);
            assertThat(some.body()).isEqualTo(Arrays.copyOfRange(file, 100, 200));
            HttpResponse<byte[]> end = get(address, "Range", "bytes=-7");
            assertThat(end.body()).isEqualTo(Arrays.copyOfRange(file, file.length - 7, file.length));
            assertThat(get(address, "Range", "bytes=%d-".formatted(file.length)).statusCode())
                    .isEqualTo(416);
            HttpResponse<byte[]> other = get(address, "Range", "bytes=100-199", "If-Range", "\"another\"");
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(other.body()).isEqualTo(file);

            String made = whole.headers().firstValue("Content-Location").orElseThrow();
            assertThat(get(griot.address().resolve(made)).body()).isEqualTo(file);
            assertThat(get(griot.address().resolve(made.replace("/public/", "/x/")))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(griot.address().resolve(made.replace("download.mp4", "..%2Findex")))
                            .statusCode())
                    .isIn(400, 404);
            assertThat(griot.client().get(recording + "/thumbnails.vtt").status())
                    .isIn(200, 202);

            isSeenSideBySide(griot, awa);

            assertThat(awa.delete(recording).status()).isEqualTo(204);
            assertThat(get(address).statusCode()).isEqualTo(404);
            await().until(() -> griot.part(JdbcClient.class)
                            .sql("SELECT COUNT(*) FROM recording_job")
                            .query(Long.class)
                            .single()
                    == 0);
            await().until(() -> store(griot.part(OpenStore.class)).recordings().isEmpty());
        }
    }

    /** What was shown and everybody side by side are two files; both go with the recording. */
    private void isSeenSideBySide(StartedGriot griot, ApiClient host) throws Exception {
        String session = "/api/sessions/" + host.createSession("Two tell");
        host.post(session + "/start");
        String id = host.post(session + "/recording", Map.of("stems", true)).at("/id");
        String recording = "/api/recordings/" + id;
        host.post(session + "/end");
        await().until(() -> host.get(recording).at("/state").equals("FINISHED"));
        RecordedPeople.keep(griot.part(OpenStore.class), id, "01AWA", "01MOUSSA");
        assertThat(host.get(recording).json().path("tracks").valueStream().map(one -> one.path("name")
                        .asString()))
                .containsExactlyInAnyOrder("m-opus", "v-01AWA", "v-01MOUSSA");

        String grid = recording + "/download?layout=grid";
        assertThat(host.get(grid).status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(1)).until(() -> host.get(grid).status() == 200);

        HttpResponse<byte[]> file = get(griot.address().resolve(grid));
        String made = file.headers().firstValue("Content-Location").orElseThrow();
        assertThat(made).endsWith("/x/grid.mp4");
        assertThat(get(griot.address().resolve(made)).body()).isEqualTo(file.body());
        assertThat(renditions(host, recording)).contains("GRID").doesNotContain("DOWNLOAD");
        Path saved = Files.write(data.resolve("saved.mp4"), file.body());
        assertThat(SeenPictures.size(saved)).isEqualTo("1280x720");
        assertThat(SeenPictures.at(saved, 320, 360)).as("awa").isEqualTo("red");
        assertThat(SeenPictures.at(saved, 960, 360)).as("moussa").isEqualTo("blue");
        assertThat(host.delete(recording).status()).isEqualTo(204);
        isNotToldWithAStackTrace(griot, id);
    }

    /** What is of a recorder that comes late is refused, and that is all. */
    private static void isNotToldWithAStackTrace(StartedGriot griot, String deleted) {
        Logger axon = (Logger) LoggerFactory.getLogger("org.axonframework.modelling.command.AbstractRepository");
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        axon.addAppender(told);
        try {
            assertThatThrownBy(() -> griot.part(Commands.class)
                            .send(new FinishRecording(
                                    new RecordingId(deleted),
                                    RecordingEnd.SESSION_ENDED,
                                    true,
                                    Duration.ZERO,
                                    0,
                                    Instant.now())))
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.code()).isEqualTo(RefusalCode.NOT_FOUND));
        } finally {
            axon.detachAppender(told);
        }
        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains(deleted));
    }

    private static List<String> renditions(ApiClient host, String recording) {
        return host.get(recording)
                .json()
                .path("renditions")
                .valueStream()
                .map(one -> one.path("kind").asString())
                .toList();
    }

    private static RecordingStore store(OpenStore files) {
        return files.store().orElseThrow();
    }
}
