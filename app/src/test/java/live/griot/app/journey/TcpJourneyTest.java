package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers to which the edge's UDP candidates are not told publish and play over TCP. */
class TcpJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Publishes or plays with an answer that names no way by UDP; returns whether it named one by TCP. */
    private static final String CONNECT = """
            async ({url, ticket, publish}) => {
              const peer = window.peer = new RTCPeerConnection();
              if (publish) {
                const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 640, height: 360}});
                stream.getTracks().forEach(track => peer.addTransceiver(track, {direction: 'sendonly', streams: [stream]}));
              } else {
                ['audio', 'video'].forEach(kind => peer.addTransceiver(kind, {direction: 'recvonly'}));
              }
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              const sdp = (await answer.text()).replace(/^a=candidate:\\S+ \\d+ udp .*\\r\\n/gm, '');
              await peer.setRemoteDescription({type: 'answer', sdp});
              return /^a=candidate:\\S+ 1 tcp \\d+ 127\\.0\\.0\\.1 \\d+ typ host tcptype passive\\r$/m.test(sdp);
            }
            """;

    private static final String RECEIVED = """
            async () => {
              const stats = await window.peer.getStats();
              const all = [...stats.values()];
              const transport = all.find(report => report.type === 'transport');
              const pair = transport && stats.get(transport.selectedCandidatePairId);
              const video = all.find(report => report.type === 'inbound-rtp' && report.kind === 'video');
              const audio = all.find(report => report.type === 'inbound-rtp' && report.kind === 'audio');
              return {frames: video && video.framesDecoded || 0, sound: audio && audio.packetsReceived || 0,
                by: pair && stats.get(pair.localCandidateId).protocol};
            }
            """;

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
        Page studio = page();
        assertThat(connect(studio, host.post("/api/sessions/" + id + "/join"), true))
                .isEqualTo(true);
        await(
                "the session is live",
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));

        Page seat = page();
        assertThat(connect(seat, griot.client().post("/api/sessions/" + id + "/join"), false))
                .isEqualTo(true);

        await("pictures arrive", () -> number(seat, "frames") > 60 && number(seat, "sound") > 60);
        assertThat(received(seat).get("by")).isEqualTo("tcp");
        assertThat(received(studio).get("by")).isEqualTo("tcp");
    }

    private static Map<?, ?> received(Page page) {
        return (Map<?, ?>) Objects.requireNonNull(page.evaluate(RECEIVED));
    }

    private static int number(Page page, String what) {
        return ((Number) Objects.requireNonNull(received(page).get(what))).intValue();
    }

    private static Page page() {
        Page page = chromium.somebody().newPage();
        page.navigate(griot.address() + "/api/edge/status");
        return page;
    }

    private static Object connect(Page page, ApiClient.Answer joined, boolean publish) {
        return Objects.requireNonNull(page.evaluate(
                CONNECT,
                Map.of(
                        "url", joined.at(publish ? "/edge/whipUrl" : "/edge/whepUrl"),
                        "ticket", joined.at("/ticket"),
                        "publish", publish)));
    }

    private static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Waited in vain until " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
