package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.EncoderOffer;
import live.griot.app.support.ForeignPage;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WHIP and WHEP as a page of another site uses them: what it may read, trickling, restarts of ICE, and the goodbye. */
class WhipJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Publishes or plays, and keeps what a client needs later; returns what the page was allowed to read. */
    private static final String CONNECT = """
            async ({url, ticket, publish}) => {
              const peer = window.peer = new RTCPeerConnection();
              if (publish) {
                const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 320, height: 180}});
                stream.getTracks().forEach(track => peer.addTransceiver(track, {direction: 'sendonly', streams: [stream]}));
              } else {
                ['audio', 'video'].forEach(kind => peer.addTransceiver(kind, {direction: 'recvonly'}));
              }
              window.trickled = [];
              peer.onicecandidate = event => { if (event.candidate) window.trickled.push(event.candidate.candidate); };
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              const sdp = await answer.text();
              if (answer.status !== 201) throw new Error(answer.status + ' ' + sdp);
              window.resource = new URL(answer.headers.get('Location'), url).href;
              window.tag = answer.headers.get('ETag');
              await peer.setRemoteDescription({type: 'answer', sdp});
              return {location: answer.headers.get('Location'), tag: window.tag, patch: answer.headers.get('Accept-Patch')};
            }
            """;

    /** What RFC 8840 has a client say of its side: the first section's credentials and these candidates. */
    private static final String FRAGMENT = """
            const fragment = (sdp, candidates) => {
              const value = name => sdp.match(new RegExp('^a=' + name + ':(.*)$', 'm'))[0].trim();
              return [value('group'), sdp.match(/^m=.*$/m)[0].trim(), value('mid'), value('ice-ufrag'), value('ice-pwd')]
                .concat(candidates.map(candidate => 'a=' + candidate)).join('\\r\\n') + '\\r\\n';
            };
            const patch = (tag, body) => fetch(window.resource, {method: 'PATCH', body,
              headers: {'Content-Type': 'application/trickle-ice-sdpfrag', ...(tag ? {'If-Match': tag} : {})}});
            """;

    /** Sends the candidates with that condition; returns the status. */
    private static final String TRICKLE = "async tag => { " + FRAGMENT + """
              return (await patch(tag, fragment(window.peer.localDescription.sdp, window.trickled))).status;
            }
            """;

    /** Restarts ICE as RFC 9725 has it: a new local description, and the answer before with the edge's new credentials in it. */
    private static final String RESTART = "async () => { " + FRAGMENT + """
              const answer = window.peer.remoteDescription.sdp;
              await window.peer.setLocalDescription(await window.peer.createOffer({iceRestart: true}));
              const restarted = await patch('*', fragment(window.peer.localDescription.sdp, []));
              if (restarted.status !== 200) throw new Error(restarted.status + ' ' + await restarted.text());
              const fresh = await restarted.text();
              const line = name => fresh.match(new RegExp('^a=' + name + ':.*$', 'm'))[0].trim();
              await window.peer.setRemoteDescription({type: 'answer', sdp: answer
                .replace(/^a=ice-ufrag:.*$/gm, line('ice-ufrag')).replace(/^a=ice-pwd:.*$/gm, line('ice-pwd'))});
              const before = window.tag;
              window.tag = restarted.headers.get('ETag');
              return {before, tag: window.tag, type: restarted.headers.get('Content-Type'), fresh};
            }
            """;

    private static final String DECODED = """
            async () => [...(await window.peer.getStats()).values()]
              .filter(report => report.type === 'inbound-rtp' && report.kind === 'video')
              .reduce((frames, report) => frames + (report.framesDecoded || 0), 0)
            """;

    /** The user name fragment that the path in use was checked with. */
    private static final String PATH_IN_USE = """
            async () => {
              const stats = await window.peer.getStats();
              const transport = [...stats.values()].find(report => report.type === 'transport');
              return transport.iceLocalUsernameFragment + ' ' + transport.iceState;
            }
            """;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static ForeignPage elsewhere;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.turn.urls", "stun:127.0.0.1:9,turn:127.0.0.1:9?transport=udp",
                        "griot.turn.secret", "never used by anybody here"));
        chromium = new Chromium();
        elsewhere = new ForeignPage();
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
        chromium.close();
        griot.close();
    }

    @Test
    void a_page_of_another_site_publishes_and_another_plays_through_restarts_of_ice_on_either_side() {
        ApiClient host = griot.client().register("djeli");
        String id = host.createSession("Heard elsewhere");
        host.post("/api/sessions/" + id + "/start");
        Page studio = page();
        Map<?, ?> read = connect(studio, host.post("/api/sessions/" + id + "/join"), true);
        assertThat(read.get("location")).asString().startsWith("/api/edge/whip/");
        assertThat(read.get("tag")).asString().matches("\"[A-Za-z0-9+/]{16}\"");
        assertThat(read.get("patch")).isEqualTo("application/trickle-ice-sdpfrag");
        Poll.until(
                "the session is live",
                PATIENCE,
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));
        Page seat = page();
        connect(seat, griot.client().post("/api/sessions/" + id + "/join"), false);
        Poll.until("pictures arrive", PATIENCE, () -> decoded(seat) > 10);

        for (Page page : List.of(studio, seat)) {
            assertThat(page.evaluate(TRICKLE, page.evaluate("() => window.tag")))
                    .isEqualTo(204);
            assertThat(page.evaluate(TRICKLE, "\"another\"")).isEqualTo(412);
            assertThat(page.evaluate(TRICKLE, null)).isEqualTo(428);
            Map<?, ?> restarted = map(page.evaluate(RESTART));
            assertThat(restarted.get("type")).isEqualTo("application/trickle-ice-sdpfrag");
            assertThat(restarted.get("tag")).isNotEqualTo(restarted.get("before"));
            assertThat(page.evaluate(TRICKLE, restarted.get("before"))).isEqualTo(412);
            assertThat(page.evaluate(TRICKLE, restarted.get("tag"))).isEqualTo(204);
            Poll.until(
                    "the new path is in use",
                    PATIENCE,
                    () -> page.evaluate(PATH_IN_USE)
                            .equals(
                                    page.evaluate(
                                            "() => window.peer.localDescription.sdp.match(/ice-ufrag:(.*)/)[1].trim() + ' connected'")));
            int before = decoded(seat);
            Poll.until("pictures go on", PATIENCE, () -> decoded(seat) > before + 30);
        }

        for (Page page : List.of(seat, studio)) {
            assertThat(page.evaluate("async () => (await fetch(window.resource, {method: 'DELETE'})).status"))
                    .isEqualTo(200);
            assertThat(page.evaluate("async () => (await fetch(window.resource)).status"))
                    .isEqualTo(404);
        }
    }

    @Test
    void a_slash_at_the_end_and_candidates_that_are_none_trouble_nobody() throws Exception {
        ApiClient host = griot.client().register("sona");
        String id = host.createSession("With a slash");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(griot.address().resolve(joined.at("/edge/whipUrl") + "/"))
                        .header("Authorization", "Bearer " + joined.at("/ticket"))
                        .header("Content-Type", "application/sdp")
                        .POST(BodyPublishers.ofString("\uFEFF" + EncoderOffer.SDP + "\r\n")));

        assertThat(answer.statusCode()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        for (String fragment : List.of(
                "a=candidate:\r\n",
                "a=candidate:udp-1 1 udp 1 192.0.2.1 9 typ host\r\n",
                "v=0\r\na=end-of-candidates\r\n")) {
            HttpRequest.Builder patch = HttpRequest.newBuilder(griot.address().resolve(location))
                    .header("Content-Type", "application/trickle-ice-sdpfrag")
                    .header("If-Match", answer.headers().firstValue("ETag").orElseThrow())
                    .method("PATCH", BodyPublishers.ofString(fragment));
            assertThat(send(patch).statusCode()).as(fragment).isEqualTo(204);
        }
        HttpRequest.Builder goodbye =
                HttpRequest.newBuilder(griot.address().resolve(location + "/")).DELETE();
        assertThat(send(goodbye).statusCode()).isEqualTo(200);
    }

    @Test
    void refusals_name_the_credential_that_is_wanted_and_every_site_may_read_them() throws Exception {
        HttpResponse<String> noTicket = send(post("v=0\r\n"));
        HttpResponse<String> tooLarge =
                send(post("v=0\r\n".repeat(100_000)).header("Authorization", "Bearer of bad news"));

        assertThat(noTicket.statusCode()).isEqualTo(401);
        assertThat(noTicket.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(noTicket.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(noTicket.body()).contains("\"code\":\"INVALID_TICKET\"");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        for (HttpResponse<String> refused : List.of(noTicket, tooLarge)) {
            assertThat(refused.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly("*");
            assertThat(refused.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void ice_servers_are_told_with_the_ticket_and_with_the_answer_and_to_nobody_else() throws Exception {
        ApiClient host = griot.client().register("griotte");
        String id = host.createSession("Behind a wall");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");
        String username = joined.at("/edge/iceServers/1/username");
        assertThat(joined.at("/edge/iceServers/0/urls/0")).isEqualTo("stun:127.0.0.1:9");
        assertThat(joined.at("/edge/iceServers/1/urls/0")).isEqualTo("turn:127.0.0.1:9?transport=udp");
        assertThat(username).matches("[0-9]{10}:.+");
        assertThat(joined.at("/edge/iceServers/1/credential")).hasSize(28);

        HttpResponse<String> bearer = send(options().header("Authorization", "Bearer " + joined.at("/ticket")));
        assertThat(bearer.headers().allValues("Link"))
                .anyMatch(link -> link.equals("<stun:127.0.0.1:9>; rel=\"ice-server\""))
                .anyMatch(link -> link.startsWith("<turn:127.0.0.1:9?transport=udp>; rel=\"ice-server\"; username=\"")
                        && link.contains(username.substring(username.indexOf(':')))
                        && link.endsWith("; credential-type=\"password\""));
        assertThat(send(options()).headers().allValues("Link")).isEmpty();
    }

    private static HttpRequest.Builder post(String offer) {
        return HttpRequest.newBuilder(whip())
                .header("Origin", "https://elsewhere.example")
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(offer));
    }

    private static HttpRequest.Builder options() {
        return HttpRequest.newBuilder(whip()).method("OPTIONS", BodyPublishers.noBody());
    }

    private static URI whip() {
        return griot.address().resolve("/api/edge/whip");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static Page page() {
        Page page = chromium.somebody().newPage();
        page.navigate(elsewhere.address());
        return page;
    }

    private static Map<?, ?> connect(Page page, ApiClient.Answer joined, boolean publish) {
        URI url = griot.address().resolve(joined.at(publish ? "/edge/whipUrl" : "/edge/whepUrl"));
        return map(page.evaluate(
                CONNECT, Map.of("url", url.toString(), "ticket", joined.at("/ticket"), "publish", publish)));
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static int decoded(Page seat) {
        return ((Number) Objects.requireNonNull(seat.evaluate(DECODED))).intValue();
    }
}
