package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import live.griot.recording.store.RecordingName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what of a recording, and how a cache and a player are told to keep it. */
class HlsServingTest {
    @TempDir
    static Path directory;

    static HlsServer server;
    static RecordingName name;
    static URI segment;

    @BeforeAll
    static void start() throws Exception {
        server = HlsServer.of(directory);
        name = HlsRecording.begin(server, "SERVED")
                .pictures(0, 60, "320x240")
                .tone(0, 2)
                .finish();
        URI playlist = server.address(name, "p/main.m3u8");
        segment = playlist.resolve(HlsServer.addresses(server.text(playlist)).getFirst());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String header(HttpResponse<?> answer, String header) {
        return answer.headers().firstValue(header).orElse("none");
    }

    @Test
    void media_is_kept_for_ever_and_playlists_are_not() throws Exception {
        HttpResponse<byte[]> media = server.get(segment);
        HttpResponse<byte[]> sound = server.get(server.address(name, "m-opus/init-1-%s.mp4".formatted(initChecksum())));
        HttpResponse<byte[]> playlist = server.get(server.address(name, "main.m3u8"));

        assertThat(header(media, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(sound, "Content-Type")).isEqualTo("audio/mp4");
        assertThat(header(media, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(header(sound, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(header(playlist, "Content-Type")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(header(playlist, "Cache-Control")).isEqualTo("max-age=60, public");
        assertThat(media.headers().map().keySet()).doesNotContain("set-cookie", "vary");
    }

    private static String initChecksum() throws Exception {
        String map = server.text(server.address(name, "m-opus/main.m3u8"))
                .lines()
                .filter(line -> line.startsWith("#EXT-X-MAP"))
                .findFirst()
                .orElseThrow();
        return map.replaceAll(".*init-1-(.*)\\.mp4.*", "$1");
    }

    @Test
    void who_has_a_playlist_already_is_told_so() throws Exception {
        HttpResponse<byte[]> first = server.get(server.address(name, "p/main.m3u8"));
        HttpResponse<byte[]> again =
                server.get(server.address(name, "p/main.m3u8"), "If-None-Match", header(first, "ETag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void ranges_are_given_and_one_past_the_end_is_refused() throws Exception {
        byte[] all = server.get(segment).body();

        HttpResponse<byte[]> piece = server.get(segment, "Range", "bytes=100-199");
        assertThat(piece.statusCode()).isEqualTo(206);
        assertThat(piece.body()).isEqualTo(Arrays.copyOfRange(all, 100, 200));
        assertThat(header(piece, "Content-Range")).isEqualTo("bytes 100-199/" + all.length);

        HttpResponse<byte[]> tail = server.get(segment, "Range", "bytes=-7");
        assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(all, all.length - 7, all.length));

        HttpResponse<byte[]> past = server.get(segment, "Range", "bytes=%d-".formatted(all.length));
        assertThat(past.statusCode()).isEqualTo(416);
        assertThat(header(past, "Content-Range")).isEqualTo("bytes */" + all.length);
    }

    @Test
    void heads_have_all_but_the_bytes() throws Exception {
        HttpResponse<byte[]> head = server.send("HEAD", segment);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length"))
                .isEqualTo(String.valueOf(server.get(segment).body().length));
        assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(server.send("HEAD", server.address(name, "main.m3u8")).statusCode())
                .isEqualTo(200);
        assertThat(server.send("POST", segment).statusCode()).isEqualTo(404);
    }

    @Test
    void pages_of_other_origins_may_read_all_answers() throws Exception {
        for (URI address : List.of(segment, server.address(name, "main.m3u8"), server.address(name, "p/nothing.m4s"))) {
            HttpResponse<byte[]> answer = server.get(address, "Origin", "https://elsewhere.example");
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("none");
        }
        HttpResponse<byte[]> preflight = server.send(
                "OPTIONS",
                segment,
                "Origin",
                "https://elsewhere.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "range");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(header(preflight, "Access-Control-Allow-Headers")).containsIgnoringCase("range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls/OTHER/public/main.m3u8",
                "/hls/served/public/main.m3u8",
                "/hls/SERVED/public/other.m3u8",
                "/hls/SERVED/private/main.m3u8",
                "/hls/SERVED/public/q/main.m3u8",
                "/hls/SERVED/public/s-01AWA/main.m3u8",
                "/hls/SERVED/public/m-aac/main.m3u8",
                "/hls/SERVED/public/p/index",
                "/hls/SERVED/public/p/run-1.mp4",
                "/hls/SERVED/public/p/1.m4s",
                "/hls/SERVED/public/p/1-0-1-00000000.m4s",
                "/hls/SERVED/public/p/1-0-999999999-00000000.m4s",
                "/hls/SERVED/public/p/999999999999999999-0-1-00000000.m4s",
                "/hls/SERVED/public/p/9999999999999999999-0-1-00000000.m4s",
                "/hls/SERVED/public/p/init-1-00000000.mp4",
                "/hls/SERVED/public/p/part-epoch-0.m4s",
                "/hls/SERVED/public/p/blank-0-999999999999999.m4s",
                "/hls/SERVED/public/p/blank-2-1.m4s",
                "/hls/SERVED/public/p/..%5Cindex",
                "/hls/SERVED/public/x/p/main.m3u8",
                "/hls/SERVED/public",
                "/hls/"
            })
    void what_is_not_there_is_not_found(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(server.root().resolve(path));
        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void a_private_recording_is_played_by_its_capability_alone_and_nobody_is_told_that_it_is_there() throws Exception {
        RecordingName secret = HlsRecording.begin(server, "SECRET").tone(0, 1).finish();
        RecordingName another = HlsRecording.begin(server, "ANOTHER").tone(0, 1).finish();
        server.restrict(secret, 0);
        server.restrict(another, 0);
        String capability = server.capability(secret);
        String changed = capability.substring(0, capability.length() - 1) + (capability.endsWith("A") ? "B" : "A");

        HttpResponse<byte[]> allowed = server.get(address(secret, capability));
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(server.get(address(secret, capability).resolve("m-opus/main.m3u8"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> missing = server.get(address(new RecordingName("NOWHERE"), capability));
        for (URI address : List.of(
                address(secret, Capabilities.PUBLIC),
                address(secret, changed),
                address(another, capability),
                address(secret, "0" + capability),
                address(secret, capability + "A"))) {
            HttpResponse<byte[]> refused = server.get(address);
            assertThat(refused.statusCode()).as(address.toString()).isEqualTo(404);
            assertThat(refused.body()).isEqualTo(missing.body());
            assertThat(refused.headers().map().keySet())
                    .isEqualTo(missing.headers().map().keySet());
        }
    }

    @Test
    void a_capability_is_the_same_for_an_hour_ends_after_some_and_at_once_with_its_generation() throws Exception {
        RecordingName secret = HlsRecording.begin(server, "HOURS").tone(0, 1).finish();
        server.restrict(secret, 0);
        String capability = server.capability(secret);
        server.now.updateAndGet(now -> now.plus(Duration.ofMinutes(29)));
        assertThat(server.capability(secret)).isEqualTo(capability);

        server.now.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
        assertThat(server.capability(secret)).isNotEqualTo(capability);
        assertThat(server.get(address(secret, capability)).statusCode()).isEqualTo(200);

        server.restrict(secret, 1);
        assertThat(server.get(address(secret, capability)).statusCode()).isEqualTo(404);
        server.restrict(secret, 0);
        server.now.updateAndGet(now -> now.plus(Duration.ofHours(HlsLimits.CAPABILITY_HOURS)));
        assertThat(server.get(address(secret, capability)).statusCode()).isEqualTo(404);
        assertThat(server.get(address(secret, server.capability(secret))).statusCode())
                .isEqualTo(200);
    }

    private static URI address(RecordingName recording, String capability) {
        return server.root().resolve("/hls/%s/%s/main.m3u8".formatted(recording, capability));
    }

    @Test
    void a_deletion_ends_the_recording_but_not_what_is_being_read() throws Exception {
        RecordingName gone =
                HlsRecording.begin(server, "GONE").pictures(0, 150, "1920x1080").finish();
        URI playlist = server.address(gone, "p/main.m3u8");
        URI first = playlist.resolve(HlsServer.addresses(server.text(playlist)).getFirst());
        long length = Long.parseLong(header(server.send("HEAD", first), "Content-Length"));
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream reading = client.send(HttpRequest.newBuilder(first).build(), BodyHandlers.ofInputStream())
                        .body()) {
            byte[] begun = reading.readNBytes(1_000);

            server.store.delete(gone);
            server.recordings.deleted(gone);

            assertThat(server.get(first).statusCode()).isEqualTo(404);
            assertThat(server.get(playlist).statusCode()).isEqualTo(404);
            assertThat(begun.length + (long) reading.readAllBytes().length).isEqualTo(length);
        }
    }

    @Test
    void a_deletion_of_which_nobody_told_is_noticed() throws Exception {
        RecordingName gone = HlsRecording.begin(server, "UNTOLD").tone(0, 1).finish();
        URI playlist = server.address(gone, "m-opus/main.m3u8");
        assertThat(server.get(playlist).statusCode()).isEqualTo(200);

        server.store.delete(gone);

        await().until(() -> server.get(playlist).statusCode() == 404);
    }
}
