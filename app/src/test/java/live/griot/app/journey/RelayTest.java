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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.Coturn;
import live.griot.app.support.MediaPage;
import live.griot.app.support.Poll;
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
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");
        behindTheRelay(joined).publish(joined);
        Poll.until(
                "the session is live",
                PATIENCE,
                () -> griot.client().get("/api/sessions/" + id).at("/state").equals("LIVE"));

        ApiClient.Answer seated = griot.client().post("/api/sessions/" + id + "/join");
        MediaPage seat = behindTheRelay(seated);
        seat.play(seated);

        Poll.until("pictures arrive by the relay", PATIENCE, () -> seat.received("frames") > 30);
        assertThat(seat.told("candidateType")).isEqualTo("relay");
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

    private static Object value(Object map, String what) {
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(map)).get(what));
    }

    private static Page page() {
        Page page = chromium.somebody().newPage();
        page.navigate(griot.address() + "/api/edge/status");
        return page;
    }

    /** Returns a page that reaches nothing but the relay, with the credentials of a join. */
    private static MediaPage behindTheRelay(ApiClient.Answer joined) {
        Map<String, Object> server = Map.of(
                "urls", joined.at("/edge/iceServers/0/urls/0"),
                "username", joined.at("/edge/iceServers/0/username"),
                "credential", joined.at("/edge/iceServers/0/credential"));
        return new MediaPage(
                chromium.somebody(),
                griot.address(),
                Map.of("iceServers", List.of(server), "iceTransportPolicy", "relay"),
                false);
    }
}
