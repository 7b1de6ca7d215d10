package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.Coturn;
import live.griot.app.support.StartedGriot;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real TURN server takes the credentials of a join, relays to the edge, and to nobody else, and refuses what has run out. */
class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SECRET = "shared by these two alone";

    /** Publishes or plays by way of the relay alone. */
    private static final String CONNECT = """
            async ({url, ticket, iceServers, publish}) => {
              const peer = window.peer = new RTCPeerConnection({iceServers, iceTransportPolicy: 'relay'});
              if (publish) {
                const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 320, height: 180}});
                stream.getTracks().forEach(track => peer.addTransceiver(track, {direction: 'sendonly', streams: [stream]}));
              } else {
                ['audio', 'video'].forEach(kind => peer.addTransceiver(kind, {direction: 'recvonly'}));
              }
              await peer.setLocalDescription();
              const answer = await fetch(url, {method: 'POST', body: peer.localDescription.sdp,
                headers: {'Content-Type': 'application/sdp', 'Authorization': 'Bearer ' + ticket}});
              if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
              await peer.setRemoteDescription({type: 'answer', sdp: await answer.text()});
            }
            """;

    /** The frames that were decoded, and the type of the candidate they come by. */
    private static final String RECEIVED = """
            async () => {
              const stats = await window.peer.getStats();
              const all = [...stats.values()];
              const transport = all.find(report => report.type === 'transport');
              const pair = transport && stats.get(transport.selectedCandidatePairId);
              const video = all.find(report => report.type === 'inbound-rtp' && report.kind === 'video');
              return {frames: video && video.framesDecoded || 0, by: pair && stats.get(pair.localCandidateId).candidateType};
            }
            """;

    /** Gathers candidates with a credential; returns how many relayed ones there are and which errors came. */
    private static final String GATHER = """
            async iceServers => {
              const peer = new RTCPeerConnection({iceServers, iceTransportPolicy: 'relay'});
              const gathered = {relayed: 0, errors: []};
              peer.onicecandidateerror = event => gathered.errors.push(event.errorCode);
              const done = new Promise(resolve => peer.onicecandidate = event => {
                if (event.candidate === null) resolve();
                else if (event.candidate.type === 'relay') gathered.relayed++;
              });
              peer.addTransceiver('audio', {direction: 'recvonly'});
              await peer.setLocalDescription();
              await done;
              peer.close();
              return gathered;
            }
            """;

    @TempDir
    static Path data;

    @TempDir
    static Path relay;

    static Coturn turn;
    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        turn = new Coturn(relay, SECRET);
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.turn.urls",
                        turn.url(),
                        "griot.turn.secret",
                        SECRET,
                        "griot.edge.announced-addresses",
                        "127.0.0.1"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
        turn.close();
    }

    @Test
    void who_can_reach_nothing_but_the_relay_publishes_and_plays_through_it() {
        ApiClient host = griot.client().register("balla");
        String id = host.createSession("Through the wall");
        host.post("/api/sessions/" + id + "/start");
        connect(page(), host.post("/api/sessions/" + id + "/join"), true);
        await(
                "the session is live",
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));

        Page seat = page();
        connect(seat, griot.client().post("/api/sessions/" + id + "/join"), false);

        await("pictures arrive by the relay", () -> ((Number) received(seat, "frames")).intValue() > 30);
        assertThat(received(seat, "by")).isEqualTo("relay");
    }

    @Test
    void a_credential_that_has_run_out_or_is_forged_opens_nothing() {
        String good = (Instant.now().getEpochSecond() + 60) + ":somebody";
        String runOut = (Instant.now().getEpochSecond() - 60) + ":somebody";
        Page page = page();

        assertThat(gathered(page, good, signed(good, SECRET), "relayed")).isNotEqualTo(0);
        for (Map.Entry<String, String> bad : List.of(
                Map.entry(runOut, signed(runOut, SECRET)),
                Map.entry(good, signed(good, "another secret altogether")),
                Map.entry("9999999999:somebody", signed(good, SECRET)))) {
            assertThat(gathered(page, bad.getKey(), bad.getValue(), "relayed")).isEqualTo(0);
            assertThat(gathered(page, bad.getKey(), bad.getValue(), "errors"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .isNotEmpty()
                    .containsOnly(401);
        }
    }

    @Test
    void a_good_credential_leads_to_the_edge_and_nowhere_else() {
        String name = (Instant.now().getEpochSecond() + 60) + ":somebody";

        assertThat(turn.relaysTo("127.0.0.1", name, signed(name, SECRET))).isTrue();
        assertThat(turn.relaysTo("127.0.0.2", name, signed(name, SECRET))).isFalse();
        assertThat(turn.relaysTo("192.0.2.1", name, signed(name, SECRET))).isFalse();
    }

    /** What coturn computes for itself, written down once more. */
    private static String signed(String username, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Object gathered(Page page, String username, String credential, String what) {
        return value(
                page.evaluate(
                        GATHER, List.of(Map.of("urls", turn.url(), "username", username, "credential", credential))),
                what);
    }

    private static Object received(Page seat, String what) {
        return value(seat.evaluate(RECEIVED), what);
    }

    private static Object value(Object map, String what) {
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(map)).get(what));
    }

    private static Page page() {
        Page page = chromium.somebody().newPage();
        page.navigate(griot.address() + "/api/edge/status");
        return page;
    }

    private static void connect(Page page, ApiClient.Answer joined, boolean publish) {
        page.evaluate(
                CONNECT,
                Map.of(
                        "url", joined.at(publish ? "/edge/whipUrl" : "/edge/whepUrl"),
                        "ticket", joined.at("/ticket"),
                        "publish", publish,
                        "iceServers",
                                List.of(Map.of(
                                        "urls", joined.at("/edge/iceServers/0/urls/0"),
                                        "username", joined.at("/edge/iceServers/0/username"),
                                        "credential", joined.at("/edge/iceServers/0/credential")))));
    }

    private static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Waited in vain until " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
