package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.Ffmpeg;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg publishes by WHIP as it comes, which is as the DTLS server, and as the client; people watch. */
class FfmpegJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PLAY = """
            async ({url, ticket}) => {
              const peer = window.peer = new RTCPeerConnection();
              ['audio', 'video'].forEach(kind => peer.addTransceiver(kind, {direction: 'recvonly'}));
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              await peer.setRemoteDescription({type: 'answer', sdp: await answer.text()});
            }
            """;

    /** How many packets of which codec came in, and how many frames of them were decoded. */
    private static final String RECEIVED = """
            async () => {
              const stats = await window.peer.getStats();
              const video = [...stats.values()].find(report => report.type === 'inbound-rtp' && report.kind === 'video');
              const codec = video && stats.get(video.codecId);
              return {packets: video && video.packetsReceived || 0, frames: video && video.framesDecoded || 0,
                codec: codec && codec.mimeType || ''};
            }
            """;

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
        await(
                "the session is live",
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));
        Page seat = chromium.somebody().newPage();
        seat.navigate(griot.address() + "/api/edge/status");
        ApiClient.Answer seated = griot.client().post("/api/sessions/" + id + "/join");
        seat.evaluate(PLAY, Map.of("url", address(seated.at("/edge/whepUrl")), "ticket", seated.at("/ticket")));

        await("pictures arrive", () -> number(seat, "packets") > 30 && number(seat, "frames") > 15);
        assertThat(received(seat, "codec")).isEqualTo("video/H264");
        ffmpeg.close();
    }

    private static String address(String path) {
        return URI.create(griot.address().toString()).resolve(path).toString();
    }

    private static int number(Page seat, String what) {
        return ((Number) received(seat, what)).intValue();
    }

    private static Object received(Page seat, String what) {
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(seat.evaluate(RECEIVED))).get(what));
    }

    private static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("Waited in vain until %s; FFmpeg said:\n%s", what, ffmpeg.said())
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
