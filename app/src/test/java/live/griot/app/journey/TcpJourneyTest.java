package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.MediaPage;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers to which the edge's UDP candidates are not told publish and play over TCP. */
class TcpJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern WAY_BY_TCP = Pattern.compile(
            "^a=candidate:\\S+ 1 tcp \\d+ 127\\.0\\.0\\.1 \\d+ typ host tcptype passive$", Pattern.MULTILINE);

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data, Map.of("griot.edge.tcp-port", "0", "griot.edge.announced-addresses", "127.0.0.1"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void pictures_and_sound_go_in_and_out_over_tcp() {
        ApiClient host = griot.client().register("tapa");
        String id = host.createSession("No datagrams");
        host.post("/api/sessions/" + id + "/start");
        MediaPage studio = page();
        assertThat(studio.publish(host.post("/api/sessions/" + id + "/join"))).containsPattern(WAY_BY_TCP);
        Poll.until(
                "the session is live",
                PATIENCE,
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));

        MediaPage seat = page();
        assertThat(seat.play(griot.client().post("/api/sessions/" + id + "/join")))
                .containsPattern(WAY_BY_TCP);

        Poll.until("pictures arrive", PATIENCE, () -> seat.received("frames") > 60 && seat.received("sound") > 60);
        assertThat(seat.told("protocol")).isEqualTo("tcp");
        assertThat(studio.told("protocol")).isEqualTo("tcp");
    }

    private static MediaPage page() {
        return new MediaPage(chromium.somebody(), griot.address(), Map.of(), true);
    }
}
