package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import live.griot.app.browser.LiveHost;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host who erases themselves takes their recordings along, whoever watches them. */
@BesideOthers
class DeletedRecordingTest {
    private static final int NEEDLE = 64;

    /** Recordings are to go to a bucket, and nobody is there. */
    private static final Map<String, String> NO_BUCKET = Map.of(
            "griot.recording.s3.bucket", "recordings",
            "griot.recording.s3.endpoint", "http://127.0.0.1:9",
            "griot.recording.s3.access-key", "griot",
            "griot.recording.s3.secret-key", "of no use to anybody");

    @TempDir
    Path data;

    @Test
    void of_who_is_erased_no_byte_is_left_and_who_watches_reads_what_they_began_to_its_end() throws Exception {
        try (StartedGriot griot = StartedGriot.in(data, NO_BUCKET);
                LiveHost host = new LiveHost(griot.address());
                HttpClient client = HttpClient.newHttpClient()) {
            String session = "/api/sessions/" + host.goLiveRecorded("Not for long");
            ApiClient anybody = griot.client();
            Poll.until(
                    "there is something",
                    Duration.ofSeconds(60),
                    () -> anybody.get(session + "/recording")
                                    .json()
                                    .path("bytes")
                                    .asLong()
                            > 200_000);
            ApiClient awa = anybody.login("awa");
            awa.post(session + "/end");
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            anybody.get(session + "/recording").at("/state").equals("FINISHED"));
            await().atMost(Duration.ofSeconds(20)).until(() -> griot.operator()
                    .get("/actuator/prometheus")
                    .text()
                    .contains("griot_recording_bucket_well 0.0"));
            ApiClient.Answer recording = anybody.get(session + "/recording");
            URI playlist = griot.address().resolve(recording.at("/playUrl")).resolve("p/main.m3u8");
            String segment = anybody.get(playlist.getPath())
                    .text()
                    .lines()
                    .filter(line -> line.endsWith(".m4s"))
                    .findFirst()
                    .orElseThrow();
            Path directory = data.resolve("recordings").resolve(recording.at("/id"));
            byte[] bytes = Files.readAllBytes(directory.resolve("p/1.m4s"));
            byte[] needle = Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length / 2 + NEEDLE);
            assertThat(isLeft(needle)).as("it would be found").isTrue();

            HttpResponse<InputStream> watched = client.send(
                    HttpRequest.newBuilder(playlist.resolve(segment)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            long length = watched.headers().firstValueAsLong("Content-Length").orElseThrow();
            try (InputStream reading = watched.body()) {
                byte[] begun = reading.readNBytes(100);
                assertThat(awa.delete("/api/me").status()).isEqualTo(204);
                assertThat(begun.length + (long) reading.readAllBytes().length).isEqualTo(length);
            }

            await().until(() -> anybody.get(playlist.getPath()).status() == 404);
            assertThat(anybody.get(playlist.resolve(segment).getPath()).status())
                    .isEqualTo(404);
            assertThat(anybody.get("/api/recordings/" + recording.at("/id")).refusal())
                    .isEqualTo("404 RECORDING_NOT_FOUND");
            await().until(() -> Files.notExists(directory));
            assertThat(isLeft(needle)).isFalse();
        }
    }

    private boolean isLeft(byte[] needle) throws IOException {
        String wanted = new String(needle, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
