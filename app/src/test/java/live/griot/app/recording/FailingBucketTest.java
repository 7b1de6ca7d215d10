package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.BucketProcess;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that is killed while the whole program runs, and comes back: nothing is lost, nobody waits, and all of it is told. */
@BesideOthers
class FailingBucketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path data;

    @TempDir
    Path far;

    @Test
    void what_cannot_go_there_stays_here_and_what_is_there_is_played_again_once_it_is_back() throws Exception {
        try (BucketProcess bucket = new BucketProcess(far)) {
            bucket.start();
            try (StartedGriot griot = StartedGriot.in(data, bucket.properties())) {
                ApiClient awa = griot.client().register("awa");
                String first = recorded(griot, awa);
                awaitGoneTo(bucket, first);
                assertThat(status(griot, segment(griot, first, 0))).isEqualTo(200);

                bucket.kill();
                String second = recorded(griot, awa);
                assertThat(status(griot, segment(griot, first, 0)))
                        .as("it was brought back before")
                        .isEqualTo(200);
                ApiClient.Answer away = griot.client().get(segment(griot, first, 1));
                assertThat(away.status()).as(away.text()).isEqualTo(503);
                assertThat(away.headers().firstValue("Retry-After")).isPresent();
                await().atMost(PATIENCE).until(() -> isWell(griot, "0.0"));
                assertThat(status(griot, segment(griot, second, 1))).isEqualTo(200);
                recordsALive(awa);

                bucket.start();
                awaitGoneTo(bucket, second);
                await().atMost(PATIENCE).until(() -> isWell(griot, "1.0"));
                for (String recording : new String[] {first, second}) {
                    assertThat(status(griot, segment(griot, recording, 1))).isEqualTo(200);
                    assertThat(awa.delete("/api/recordings/" + recording).status())
                            .isEqualTo(204);
                }
                await().atMost(PATIENCE).until(() -> bucket.keys().stream()
                        .noneMatch(key -> key.contains(first) || key.contains(second)));
            }
        }
    }

    /** Keeps two segments of somebody's. */
    private static String recorded(StartedGriot griot, ApiClient host) {
        return RecordedSound.of(griot, host.createSession("Tales"), host.userId(), 8);
    }

    /** Waits until it is there, and not here. */
    private void awaitGoneTo(BucketProcess bucket, String recording) {
        Path here = data.resolve("recordings").resolve(recording).resolve("m-opus/2.m4s");
        await().atMost(PATIENCE)
                .until(() -> bucket.keys().stream().anyMatch(key -> key.contains(recording)) && Files.notExists(here));
    }

    private static String segment(StartedGriot griot, String recording, int number) {
        URI playlist = URI.create(
                        griot.client().get("/api/recordings/" + recording).at("/playUrl"))
                .resolve("m-opus/main.m3u8");
        return griot.client()
                .get(playlist.getPath())
                .text()
                .lines()
                .filter(line -> line.endsWith(".m4s"))
                .skip(number)
                .map(line -> playlist.resolve(line).getPath())
                .findFirst()
                .orElseThrow();
    }

    private static int status(StartedGriot griot, String path) {
        return griot.client().get(path).status();
    }

    private static boolean isWell(StartedGriot griot, String value) {
        return griot.operator().get("/actuator/prometheus").text().contains("griot_recording_bucket_well " + value);
    }

    private static void recordsALive(ApiClient host) {
        String session = "/api/sessions/" + host.createSession("Meanwhile");
        host.post(session + "/start");
        assertThat(host.post(session + "/recording").status()).isEqualTo(201);
        assertThat(host.post(session + "/end").status()).isEqualTo(200);
        await().until(() -> host.get(session + "/recording").at("/state").equals("FINISHED"));
    }
}
