package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.Stretch;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stretch is taken out of a recording that people play. */
class HlsTakenOutTest {
    @TempDir
    static Path directory;

    static HlsServer server;

    @BeforeAll
    static void start() {
        server = HlsServer.of(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void what_is_gone_is_played_as_nothing_and_has_no_address_any_more() throws Exception {
        RecordingName name = HlsRecording.begin(server, "TAKEN")
                .pictures(0, 300, "320x240")
                .tone(0, 10)
                .finish();
        URI picture = server.address(name, "p/main.m3u8");
        List<String> before = HlsServer.addresses(server.text(picture));
        Stretch middle = new Stretch(HlsRecording.BEGAN + 5_000, HlsRecording.BEGAN + 6_000);

        server.store.takeOut(name, Map.of(TrackName.PROGRAMME, List.of(middle)));

        assertThat(before).noneMatch(one -> one.contains("blank-"));
        await().until(() -> server.text(picture).contains("blank-"));
        List<String> after = HlsServer.addresses(server.text(picture));
        List<String> gone = before.stream().filter(one -> !after.contains(one)).toList();
        assertThat(gone).isNotEmpty().hasSizeLessThan(before.size());
        for (String one : gone) {
            assertThat(server.get(picture.resolve(one)).statusCode()).as(one).isEqualTo(404);
        }
        assertThat(HlsServer.addresses(server.text(server.address(name, "m-opus/main.m3u8"))))
                .noneMatch(one -> one.contains("blank-"));
        assertThat(Ffmpeg.complaints(server.address(name, "main.m3u8"))).doesNotContain("404");
        assertThat(server.store
                        .takeOut(name, Map.of(TrackName.PROGRAMME, List.of(middle)))
                        .bytes())
                .as("twice is once")
                .isEqualTo(server.store.read(name).contents().bytes());
    }
}
