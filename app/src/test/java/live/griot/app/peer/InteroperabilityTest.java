package live.griot.app.peer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two independent implementations of WebRTC meet at the edge: each sees and hears what the other publishes. */
class InteroperabilityTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static final Map<Way, NativePeers> NATIVES = new EnumMap<>(Way.class);

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
        for (Way way : Way.values()) {
            NATIVES.put(way, new NativePeers(way));
        }
    }

    @AfterAll
    static void stop() {
        NATIVES.values().forEach(NativePeers::close);
        chromium.close();
        griot.close();
    }

    @ParameterizedTest
    @CsvSource({"HTTP, VP8", "HTTP, H264", "SOCKET, VP8", "SOCKET, H264"})
    void what_libwebrtc_publishes_chromium_sees_and_hears(Way way, String codec) {
        Show show = Show.startedBy(
                griot.address(), "native_%s_%s".formatted(way, codec).toLowerCase(Locale.ROOT));
        NativePeer host =
                natives(way).publish("host " + codec, show.server(), show.joinAsHost(), codec, Picture.CAMERA, 0);
        show.awaitOnAir();
        PagePeer viewer = new PagePeer(chromium.somebody(), show.server(), way).play(show.joinAsViewer());

        seesAndHears(viewer, codec);
        assertThat(host.figures().framesSent()).isPositive();
        host.close();
    }

    /** Over the socket a camera is sent in three sizes. */
    @ParameterizedTest
    @CsvSource({"HTTP, VP8", "HTTP, H264", "SOCKET, VP8"})
    void what_chromium_publishes_libwebrtc_sees_and_hears(Way way, String codec) {
        Show show = Show.startedBy(
                griot.address(), "page_%s_%s".formatted(way, codec).toLowerCase(Locale.ROOT));
        PagePeer host =
                new PagePeer(chromium.somebody(), show.server(), way).publish(show.joinAsHost(), codec, Picture.CAMERA);
        show.awaitOnAir();
        NativePeer viewer = natives(way).play("viewer " + codec, show.server(), show.joinAsViewer(), 0);

        seesAndHears(viewer, codec);
        assertThat(host.figures().framesSent()).isPositive();
        host.page().context().close();
    }

    private static NativePeers natives(Way way) {
        return requireNonNull(NATIVES.get(way));
    }

    /** The picture moves, and the sound is none of silence. */
    private static void seesAndHears(MediaPeer viewer, String codec) {
        viewer.await("fifty pictures are seen that move", seen -> seen.framesChanged() > 50);
        viewer.await("a second of sound is heard", heard -> heard.soundEnergy() > 0 && heard.soundSeconds() > 1);
        assertThat(viewer.figures().codec()).isEqualTo("video/" + codec);
        assertThat(viewer.figures().framesDecoded()).isGreaterThan(50);
    }
}
