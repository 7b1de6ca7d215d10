package live.griot.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two independent implementations of WebRTC meet at the edge: each sees and hears what the other publishes. */
class InteroperabilityTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static NativePeers natives;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
        natives = new NativePeers();
    }

    @AfterAll
    static void stop() {
        natives.close();
        chromium.close();
        griot.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264"})
    void what_libwebrtc_publishes_chromium_sees_and_hears(String codec) {
        Show show = Show.startedBy(griot.address(), "native_" + codec.toLowerCase(Locale.ROOT));
        NativePeer host = natives.publish("host " + codec, show.server(), show.joinAsHost(), codec, Picture.CAMERA, 0);
        show.awaitOnAir();
        PagePeer viewer = new PagePeer(chromium.somebody(), show.server()).play(show.joinAsViewer());

        seesAndHears(viewer, codec);
        assertThat(host.figures().framesSent()).isPositive();
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264"})
    void what_chromium_publishes_libwebrtc_sees_and_hears(String codec) {
        Show show = Show.startedBy(griot.address(), "page_" + codec.toLowerCase(Locale.ROOT));
        PagePeer host =
                new PagePeer(chromium.somebody(), show.server()).publish(show.joinAsHost(), codec, Picture.CAMERA);
        show.awaitOnAir();
        NativePeer viewer = natives.play("viewer " + codec, show.server(), show.joinAsViewer(), 0);

        seesAndHears(viewer, codec);
        assertThat(host.figures().framesSent()).isPositive();
        host.page().context().close();
    }

    /** The picture moves, and the sound is none of silence. */
    private static void seesAndHears(MediaPeer viewer, String codec) {
        viewer.await("fifty pictures are seen that move", seen -> seen.framesChanged() > 50);
        viewer.await("a second of sound is heard", heard -> heard.soundEnergy() > 0 && heard.soundSeconds() > 1);
        assertThat(viewer.figures().codec()).isEqualTo("video/" + codec);
        assertThat(viewer.figures().framesDecoded()).isGreaterThan(50);
    }
}
