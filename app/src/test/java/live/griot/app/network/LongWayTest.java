package live.griot.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import live.griot.app.peer.NativePeer;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.PagePeer;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Half a second there and back, with nothing lost and nothing late: that a publisher is badly connected can then be known only from what
 * they answer when the edge tells them the time (RFC 3611).
 */
class LongWayTest {
    private static final Impairment FAR = Impairment.NONE.withDelay(Duration.ofMillis(250));

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

    @Test
    void a_browser_that_only_publishes_is_told_to_be_poorly_connected() throws InterruptedException {
        Show show = Show.startedBy(griot.address(), "far_page");
        try (UdpImpairment network = network()) {
            PagePeer host = new PagePeer(network.around(chromium.somebody()), show.server())
                    .publish(show.joinAsHost(), "VP8", Picture.CAMERA);
            show.awaitOnAir();

            assertThat(quality(show, "POOR").size()).isEqualTo(1);
            host.page().context().close();
        }
    }

    @Test
    void so_is_libwebrtc() throws InterruptedException {
        Show show = Show.startedBy(griot.address(), "far_native");
        try (UdpImpairment network = network();
                NativePeers natives = new NativePeers()) {
            NativePeer host =
                    natives.publish(show.id(), show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, network.port());
            show.awaitOnAir();

            assertThat(quality(show, "POOR").size()).isEqualTo(1);
            host.close();
        }
    }

    /** Returns the first update by which the host's connection is so. */
    private static JsonNode quality(Show show, String expected) throws InterruptedException {
        try (LiveSocketClient socket =
                LiveSocketClient.connect(show.server(), show.host().token())) {
            socket.subscribe("sessions/" + show.id());
            String at = "/data/quality/" + show.host().userId();
            return socket.await(
                            update -> update.path("type").asString().equals("connectionQuality")
                                    && update.at(at).asString().equals(expected),
                            "a connection that is " + expected)
                    .at("/data/quality");
        }
    }

    private static UdpImpairment network() {
        return UdpImpairment.before(griot, 7).bothWays(FAR);
    }
}
