package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import live.griot.recording.media.EvenSound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players of what is live ask for what is to come (RFC 8216bis, section 6.2.5.2). */
class BlockingReloadTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private HlsServer server;
    private HttpClient client;

    @BeforeEach
    void start() {
        server = HlsServer.of(directory);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        server.close();
    }

    private EvenSound live(HlsRecording recording, int parts) {
        EvenSound sound = recording.silence();
        sound.append(parts);
        await().untilAsserted(() -> assertThat(server.text(server.address(recording.name, "m-opus/live.m3u8")))
                .contains("-%d.m4s\",INDEPENDENT".formatted(parts - 1)));
        return sound;
    }

    private CompletableFuture<HttpResponse<String>> ask(HlsRecording recording, String query) {
        URI address = server.address(recording.name, "m-opus/live.m3u8?" + query);
        return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> askPart(HlsRecording recording, String part) {
        URI address = server.address(recording.name, "m-opus/" + part);
        return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static String hinted(String playlist) {
        String line = playlist.lines()
                .filter(tag -> tag.startsWith("#EXT-X-PRELOAD-HINT"))
                .findFirst()
                .orElseThrow();
        return line.split("\"", -1)[1];
    }

    @Test
    void two_thousand_who_wait_for_a_part_get_one_answer_that_is_written_once() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "CROWD");
        EvenSound sound = live(recording, 3);
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            asked.add(ask(recording, "_HLS_msn=0&_HLS_part=3"));
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> server.recordings.waiting() == 2_000);
        othersAreServed(recording);
        long written = server.recordings.playlistsWritten();

        sound.append(1);

        Set<String> bodies = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> one : asked) {
            HttpResponse<String> answer = one.get(20, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            bodies.add(answer.body());
        }
        assertThat(bodies).hasSize(1).first().asString().contains("-3.m4s\",INDEPENDENT=YES");
        assertThat(server.recordings.playlistsWritten() - written).isEqualTo(1);
        assertThat(server.recordings.waiting()).isZero();
        recording.finish();
    }

    /** Who does not wait gets the playlists and the bytes of what is there, beside all who do. */
    private void othersAreServed(HlsRecording recording) throws Exception {
        URI playlist = server.address(recording.name, "m-opus/live.m3u8");
        String part = hinted(server.text(playlist)).replace("-3.m4s", "-2.m4s");
        assertThat(server.text(server.address(recording.name, "live.m3u8"))).contains("m-opus/live.m3u8");
        assertThat(server.get(playlist.resolve(part)).statusCode()).isEqualTo(200);
        assertThat(server.recordings.waiting()).isEqualTo(2_000);
    }

    @Test
    void who_waits_for_a_whole_segment_or_for_a_part_of_the_next_gets_it_when_it_is_there() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "NEXT");
        EvenSound sound = live(recording, 7);
        CompletableFuture<HttpResponse<String>> segment = ask(recording, "_HLS_msn=0");
        CompletableFuture<HttpResponse<String>> beyondItsLast = ask(recording, "_HLS_msn=0&_HLS_part=8");
        CompletableFuture<HttpResponse<String>> next = ask(recording, "_HLS_msn=1&_HLS_part=0");
        await().until(() -> server.recordings.waiting() == 3);

        sound.append(2);

        assertThat(segment.get(10, TimeUnit.SECONDS).body()).contains("#EXTINF:4.000000");
        assertThat(beyondItsLast.get(10, TimeUnit.SECONDS).body()).contains("-8.m4s\",INDEPENDENT");
        assertThat(next.get(10, TimeUnit.SECONDS).body())
                .isEqualTo(beyondItsLast.get().body());
        recording.finish();
    }

    @Test
    void the_part_that_is_announced_is_given_when_it_comes() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "HINT");
        EvenSound sound = live(recording, 2);
        String hint = hinted(server.text(server.address(recording.name, "m-opus/live.m3u8")));
        CompletableFuture<HttpResponse<String>> part = askPart(recording, hint);
        await().until(() -> server.recordings.waiting() == 1);

        sound.append(1);

        assertThat(part.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(part.get().headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(askPart(recording, hint.replace("-2.m4s", "-4.m4s")).get().statusCode())
                .isEqualTo(404);
        recording.finish();
    }

    @Test
    void the_end_ends_all_waiting() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "END");
        EvenSound sound = live(recording, 3);
        CompletableFuture<HttpResponse<String>> waiting = ask(recording, "_HLS_msn=1&_HLS_part=2");
        CompletableFuture<HttpResponse<String>> hint =
                askPart(recording, hinted(server.text(server.address(recording.name, "m-opus/live.m3u8"))));
        await().until(() -> server.recordings.waiting() == 2);

        recording.finish();
        server.recordings.changed(recording.name);

        assertThat(waiting.get(10, TimeUnit.SECONDS).body()).endsWith("#EXT-X-ENDLIST\n");
        assertThat(hint.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
        assertThat(sound.time()).isEqualTo(72_000);
    }

    @Test
    void a_deletion_ends_all_waiting() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "DELETED");
        live(recording, 3);
        CompletableFuture<HttpResponse<String>> waiting = ask(recording, "_HLS_msn=0&_HLS_part=3");
        await().until(() -> server.recordings.waiting() == 1);

        server.store.delete(recording.name);
        server.recordings.deleted(recording.name);

        assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    }

    @Test
    void what_nobody_can_know_of_and_what_is_no_number_is_refused_at_once() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "AHEAD");
        live(recording, 3);
        for (String query : List.of(
                "_HLS_msn=3",
                "_HLS_msn=0&_HLS_part=9",
                "_HLS_msn=-1",
                "_HLS_msn=x",
                "_HLS_msn=99999999999999999999",
                "_HLS_msn=0&_HLS_part=",
                "_HLS_part=1")) {
            assertThat(ask(recording, query).get(10, TimeUnit.SECONDS).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(ask(recording, "_HLS_msn=0&_HLS_part=2")
                        .get(10, TimeUnit.SECONDS)
                        .statusCode())
                .isEqualTo(200);
        recording.finish();
    }

    @Test
    void who_waits_for_a_part_that_never_comes_is_told_to_come_again() throws Exception {
        server.close();
        server = HlsServer.waitingAtMost(directory, SHORT);
        HlsRecording recording = HlsRecording.begin(server, "NEVER");
        live(recording, 3);

        HttpResponse<String> playlist = ask(recording, "_HLS_msn=0&_HLS_part=3").get(10, TimeUnit.SECONDS);
        HttpResponse<String> part = askPart(
                        recording, hinted(server.text(server.address(recording.name, "m-opus/live.m3u8"))))
                .get(10, TimeUnit.SECONDS);

        for (HttpResponse<String> answer : List.of(playlist, part)) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        recording.finish();
    }
}
