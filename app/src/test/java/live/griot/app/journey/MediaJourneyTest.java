package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real browser publishes through WHIP and another plays through WHEP: the media edge as its peers see it. */
class MediaJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Who goes without a goodbye is believed to be there for thirty seconds (RFC 7675, section 5.1). */
    private static final Duration UNTIL_CONSENT_IS_GONE = Duration.ofSeconds(50);

    /** Publishes a fake camera and microphone; keeps the connection and its address on the page. */
    private static final String PUBLISH = """
            async ({url, ticket, codec}) => {
              const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 640, height: 360}});
              const peer = window.peer = new RTCPeerConnection();
              for (const track of stream.getTracks()) {
                const sending = peer.addTransceiver(track, {direction: 'sendonly', streams: [stream]});
                if (track.kind === 'video') {
                  const wanted = c => c.mimeType === 'video/' + codec || c.mimeType === 'video/rtx';
                  sending.setCodecPreferences(RTCRtpSender.getCapabilities('video').codecs.filter(wanted));
                }
              }
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              await peer.setRemoteDescription({type: 'answer', sdp: await answer.text()});
              return answer.headers.get('Location');
            }
            """;

    private static final String PLAY = """
            async ({url, ticket}) => {
              const peer = window.peer = new RTCPeerConnection();
              peer.addTransceiver('audio', {direction: 'recvonly'});
              peer.addTransceiver('video', {direction: 'recvonly'});
              window.streams = new Set();
              peer.ontrack = event => event.streams.forEach(stream => window.streams.add(stream.id));
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              await peer.setRemoteDescription({type: 'answer', sdp: await answer.text()});
              return answer.headers.get('Location');
            }
            """;

    /** What arrived so far: decoded frames and audio packets. */
    private static final String RECEIVED = """
            async () => {
              const received = {frames: 0, sound: 0, streams: window.streams.size};
              for (const report of (await window.peer.getStats()).values()) {
                if (report.type === 'inbound-rtp' && report.kind === 'video') received.frames = report.framesDecoded || 0;
                if (report.type === 'inbound-rtp' && report.kind === 'audio') received.sound = report.packetsReceived || 0;
              }
              return received;
            }
            """;

    /** Which codec the pictures come in. */
    private static final String DECODED = """
            async () => {
              const stats = await window.peer.getStats();
              const video = [...stats.values()].find(s => s.type === 'inbound-rtp' && s.kind === 'video');
              return stats.get(video.codecId).mimeType;
            }
            """;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264"})
    void what_a_host_publishes_a_viewer_without_an_account_sees_and_hears_until_the_end(String codec) {
        ApiClient host = griot.client().register("kouyate_" + codec.toLowerCase(Locale.ROOT));
        ApiClient anybody = griot.client();
        String id = host.createSession("The one who sings");
        host.post("/api/sessions/" + id + "/start");

        Page studio = page();
        ApiClient.Answer hostJoined = host.post("/api/sessions/" + id + "/join");
        studio.evaluate(PUBLISH, offer(hostJoined, codec));
        Poll.until("the session is live", PATIENCE, () -> state(anybody, id).equals("LIVE"));

        Page seat = page();
        ApiClient.Answer viewer = anybody.post("/api/sessions/" + id + "/join");
        seat.evaluate(PLAY, Map.of("url", viewer.at("/edge/whepUrl"), "ticket", viewer.at("/ticket")));
        Poll.until(
                "pictures and sound arrive",
                PATIENCE,
                () -> received(seat, "frames") > 30 && received(seat, "sound") > 30);

        assertThat(seat.evaluate(DECODED)).isEqualTo("video/" + codec);
        assertThat(received(seat, "streams")).isEqualTo(1);
        assertThat(anybody.get("/api/edge/status").json().path("publishers").asInt())
                .isEqualTo(1);
        assertThat(anybody.get("/api/edge/status").json().path("subscribers").asInt())
                .isEqualTo(1);
        Poll.until("the viewer counts", PATIENCE, () -> anybody.get("/api/sessions/" + id)
                .at("/viewerCount")
                .equals("1"));

        String again = reload(studio, host, id, codec);
        int before = received(seat, "frames");
        Poll.until("the host who came back is seen again", PATIENCE, () -> received(seat, "frames") > before + 30);
        assertThat(again).startsWith(hostJoined.at("/edge/whipUrl") + "/");

        assertThat(host.post("/api/sessions/" + id + "/end").status()).isEqualTo(200);
        Poll.until("the session has ended", PATIENCE, () -> state(anybody, id).equals("ENDED"));
        Poll.until("the viewer's place is free", PATIENCE, () -> anybody.get("/api/sessions/" + id)
                .at("/viewerCount")
                .equals("0"));
        assertThat(anybody.get("/api/edge/status").json().path("publishers").asInt())
                .isZero();
    }

    @Test
    void a_viewer_who_is_banned_sees_no_more_and_one_whose_page_is_closed_is_counted_no_more() {
        ApiClient host = griot.client().register("diabate");
        ApiClient kofi = griot.client().register("kofi");
        String id = host.createSession("Kept civil");
        host.post("/api/sessions/" + id + "/start");
        publish(griot, host, id);
        Poll.until(
                "the session is live", PATIENCE, () -> state(griot.client(), id).equals("LIVE"));
        Page banned = page();
        ApiClient.Answer joined = kofi.post("/api/sessions/" + id + "/join");
        banned.evaluate(PLAY, Map.of("url", joined.at("/edge/whepUrl"), "ticket", joined.at("/ticket")));
        Page closed = play(griot, id);
        Poll.until(
                "both see pictures", PATIENCE, () -> received(banned, "frames") > 0 && received(closed, "frames") > 0);
        Poll.until("both count", PATIENCE, () -> viewerCount(griot, id).equals("2"));

        assertThat(host.put("/api/sessions/" + id + "/bans/" + kofi.userId(), Map.of())
                        .status())
                .isEqualTo(204);

        Poll.until("one is counted", PATIENCE, () -> viewerCount(griot, id).equals("1"));
        Poll.until("the connection is closed", PATIENCE, () -> !String.valueOf(
                        banned.evaluate("() => window.peer.connectionState"))
                .equals("connected"));
        assertThat(griot.client()
                        .with(joined.at("/ticket"))
                        .postText(joined.at("/edge/whepUrl"), "application/sdp", "v=0\r\n")
                        .status())
                .isIn(401, 403);
        closed.close();
        Poll.until("nobody is counted", UNTIL_CONSENT_IS_GONE, () -> viewerCount(griot, id)
                .equals("0"));
    }

    @Test
    void when_every_place_is_taken_the_next_viewer_is_told_so_until_one_is_free(@TempDir Path home) {
        try (StartedGriot small = StartedGriot.in(home, Map.of("griot.edge.max-viewers", "1"))) {
            ApiClient host = small.client().register("toumani");
            String id = host.createSession("A small room");
            host.post("/api/sessions/" + id + "/start");
            publish(small, host, id);
            Poll.until("the session is live", PATIENCE, () -> state(small.client(), id)
                    .equals("LIVE"));
            ApiClient.Answer early = small.client().post("/api/sessions/" + id + "/join");
            Page seat = play(small, id);
            Poll.until("pictures arrive", PATIENCE, () -> received(seat, "frames") > 0);

            assertThat(small.client().post("/api/sessions/" + id + "/join").refusal())
                    .isEqualTo("409 SESSION_FULL");
            assertThat(small.client()
                            .post("/api/sessions/" + id + "/join", Map.of("hls", true))
                            .at("/edge/hlsUrl"))
                    .as("where it is watched without a place")
                    .isEqualTo("/hls/live/" + id + "/public/live.m3u8");
            assertThatThrownBy(() -> page(small)
                            .evaluate(
                                    PLAY, Map.of("url", "" + early.at("/edge/whepUrl"), "ticket", early.at("/ticket"))))
                    .hasMessageContaining("SESSION_FULL");
            assertThat(host.post("/api/sessions/" + id + "/join").at("/role"))
                    .as("those on stage need no viewer's place")
                    .isEqualTo("HOST");
            seat.evaluate("() => window.peer.close()");
            Poll.until(
                    "the place is free",
                    PATIENCE,
                    () -> small.client().post("/api/sessions/" + id + "/join").status() == 200);
        }
    }

    @Test
    void a_program_that_stops_says_who_was_cut_off_and_the_next_one_serves_the_host_who_comes_back(@TempDir Path home) {
        String id;
        try (StartedGriot first = StartedGriot.in(home)) {
            ApiClient host = first.client().register("sissoko");
            id = host.createSession("Interrupted");
            host.post("/api/sessions/" + id + "/start");
            publish(first, host, id);
            Poll.until("the session is live", PATIENCE, () -> state(first.client(), id)
                    .equals("LIVE"));
            Page seat = play(first, id);
            Poll.until("pictures arrive", PATIENCE, () -> received(seat, "frames") > 0);
            Poll.until(
                    "the viewer counts", PATIENCE, () -> viewerCount(first, id).equals("1"));
        }
        try (StartedGriot second = StartedGriot.in(home)) {
            Poll.until("nobody watches", PATIENCE, () -> viewerCount(second, id).equals("0"));
            assertThat(state(second.client(), id)).isEqualTo("LIVE");

            publish(second, second.client().login("sissoko"), id);
            Page seat = awaitSeat(second, id);
            Poll.until("pictures arrive again", PATIENCE, () -> received(seat, "frames") > 0);
        }
    }

    /** The host's page loads anew without saying goodbye, and publishes with a fresh ticket. */
    private static String reload(Page studio, ApiClient host, String id, String codec) {
        studio.reload();
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");
        return (String) Objects.requireNonNull(studio.evaluate(PUBLISH, offer(joined, codec)));
    }

    private static Map<String, String> offer(ApiClient.Answer joined, String codec) {
        return Map.of("url", joined.at("/edge/whipUrl"), "ticket", joined.at("/ticket"), "codec", codec);
    }

    private static Page page() {
        return page(griot);
    }

    private static Page page(StartedGriot server) {
        Page page = chromium.somebody().newPage();
        page.navigate(server.address() + "/api/edge/status");
        return page;
    }

    private static void publish(StartedGriot server, ApiClient host, String id) {
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");
        page(server).evaluate(PUBLISH, offer(joined, "VP8"));
    }

    private static Page play(StartedGriot server, String id) {
        ApiClient.Answer joined = server.client().post("/api/sessions/" + id + "/join");
        Page seat = page(server);
        seat.evaluate(PLAY, Map.of("url", joined.at("/edge/whepUrl"), "ticket", joined.at("/ticket")));
        return seat;
    }

    private static Page awaitSeat(StartedGriot server, String id) {
        Poll.until(
                "the edge has a publisher",
                PATIENCE,
                () -> server.client()
                                .get("/api/edge/status")
                                .json()
                                .path("publishers")
                                .asInt()
                        == 1);
        return play(server, id);
    }

    private static String viewerCount(StartedGriot server, String id) {
        return server.client().get("/api/sessions/" + id).at("/viewerCount");
    }

    private static String state(ApiClient anybody, String id) {
        return anybody.get("/api/sessions/" + id).at("/state");
    }

    private static int received(Page seat, String what) {
        Map<?, ?> received = (Map<?, ?>) Objects.requireNonNull(seat.evaluate(RECEIVED));
        return ((Number) Objects.requireNonNull(received.get(what))).intValue();
    }
}
