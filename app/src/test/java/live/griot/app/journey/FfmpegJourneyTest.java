package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.Ffmpeg;
import live.griot.app.support.MediaPage;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg publishes by WHIP as it comes, which is as the DTLS server, and as the client; people watch. */
class FfmpegJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    @TempDir
    static Path programs;

    static StartedGriot griot;
    static Chromium chromium;
    static Ffmpeg ffmpeg;

    @BeforeAll
    static void start() {
        ffmpeg = new Ffmpeg(programs);
        griot = StartedGriot.in(data);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
        ffmpeg.close();
    }

    @Test
    void ffmpeg_goes_live_with_nothing_set_and_people_see_it() {
        goesLive("ismael");
    }

    @Test
    void ffmpeg_goes_live_as_the_client_and_people_see_it() {
        goesLive("ndeye", "-whip_flags", "dtls_active");
    }

    private static void goesLive(String handle, String... options) {
        ApiClient host = griot.client().register(handle);
        String id = host.createSession("From the command line");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");

        ffmpeg.publish(address(joined.at("/edge/whipUrl")), joined.at("/ticket"), options);
        Poll.until(
                "the session is live",
                PATIENCE,
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"),
                ffmpeg::said);
        MediaPage seat = new MediaPage(chromium.somebody(), griot.address());
        seat.play(griot.client().post("/api/sessions/" + id + "/join"));

        Poll.until(
                "pictures arrive",
                PATIENCE,
                () -> seat.received("packets") > 30 && seat.received("frames") > 15,
                ffmpeg::said);
        assertThat(seat.told("codec")).isEqualTo("video/H264");
        ffmpeg.close();
    }

    private static String address(String path) {
        return URI.create(griot.address().toString()).resolve(path).toString();
    }
}
