package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import live.griot.recording.media.EvenSound;
import live.griot.recording.store.RecordingName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache takes the load: what a thousand players ask for costs the origin what three do. */
class HlsBehindCacheTest {
    @TempDir
    static Path recordings;

    @TempDir
    static Path nginx;

    static HlsServer server;
    static HlsCache cache;
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        server = HlsServer.of(recordings);
        cache = new HlsCache(server.root(), nginx);
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENT.shutdownNow();
        cache.close();
        server.close();
    }

    @Test
    void a_thousand_players_of_a_recording_cost_the_origin_what_three_do() throws Exception {
        RecordingName few = HlsRecording.begin(server, "FEW")
                .pictures(0, 150, "320x240")
                .tone(0, 5)
                .finish();
        RecordingName many = HlsRecording.begin(server, "MANY")
                .pictures(0, 150, "320x240")
                .tone(0, 5)
                .finish();

        together(3, () -> watch(few));
        together(1_000, () -> watch(many));

        long ofFew = asked("/hls/FEW/");
        assertThat(ofFew).isGreaterThan(6);
        assertThat(asked("/hls/MANY/")).isEqualTo(ofFew);
    }

    @Test
    void a_thousand_players_who_wait_for_a_part_ask_the_origin_for_it_once() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "LIVE");
        EvenSound sound = recording.silence();
        sound.append(3);
        await().until(() ->
                server.get(server.address(recording.name, "m-opus/live.m3u8")).statusCode() == 200);
        URI next = cache.through(server.address(recording.name, "m-opus/live.m3u8"));
        String query = "?_HLS_msn=0&_HLS_part=3";
        try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(players.submit(() -> text(URI.create(next + query))));
            }
            await().until(() -> server.recordings.waiting() == 1);
            sound.append(1);
            for (Future<String> answer : answers) {
                assertThat(answer.get())
                        .contains("-3.m4s")
                        .isEqualTo(answers.getFirst().get());
            }
        }
        assertThat(server.asked.stream().filter(asked -> asked.endsWith(query))).hasSize(1);
        recording.finish();
    }

    private static long asked(String path) {
        return server.asked.stream().filter(asked -> asked.startsWith(path)).count();
    }

    /** Gets all that a player gets who watches to the end; returns how many bytes of media those were. */
    private static long watch(RecordingName name) throws IOException, InterruptedException {
        long bytes = 0;
        URI main = cache.through(server.address(name, "main.m3u8"));
        for (String track : Stream.concat(Stream.of("m-opus/main.m3u8"), HlsServer.addresses(text(main)).stream())
                .distinct()
                .toList()) {
            URI playlist = main.resolve(track);
            String media = text(playlist);
            for (String address : Stream.concat(
                            media.lines()
                                    .filter(line -> line.startsWith("#EXT-X-MAP"))
                                    .map(line -> line.split("\"", -1)[1]),
                            HlsServer.addresses(media).stream())
                    .toList()) {
                bytes += get(playlist.resolve(address)).body().length;
            }
        }
        return bytes;
    }

    private static void together(int players, Callable<Long> watching) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < players; i++) {
                all.add(executor.submit(watching));
            }
            for (Future<Long> one : all) {
                assertThat(one.get()).isEqualTo(all.getFirst().get()).isPositive();
            }
        }
    }

    private static String text(URI address) throws IOException, InterruptedException {
        return new String(get(address).body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError("%d for %s".formatted(answer.statusCode(), address));
        }
        return answer;
    }
}
