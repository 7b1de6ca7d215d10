package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Coturn;
import live.griot.app.support.EncoderOffer;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real STUN server tells the program as what it is seen, and the program tells its peers. */
class DiscoveredAddressTest {
    @Test
    void what_a_stun_server_sees_is_announced_beside_what_is_set(@TempDir Path data, @TempDir Path turn) {
        try (Coturn server = new Coturn(turn, "not needed for an address");
                StartedGriot griot = StartedGriot.in(
                        data,
                        Map.of(
                                "griot.edge.announced-addresses",
                                "192.0.2.7",
                                "griot.edge.discover-address",
                                server.stunServer()))) {
            assertThat(announced(griot)).containsExactly("192.0.2.7", "127.0.0.1");
        }
    }

    private static List<String> announced(StartedGriot griot) {
        ApiClient host = griot.client().register("fanta");
        String id = host.createSession("Behind a router");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");
        ApiClient.Answer answer = griot.client()
                .with(joined.at("/ticket"))
                .postText(joined.at("/edge/whipUrl"), "application/sdp", EncoderOffer.SDP);
        assertThat(answer.status()).isEqualTo(201);
        return answer.text()
                .lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(line -> line.split(" ")[4])
                .toList();
    }
}
