package live.griot.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import live.griot.app.support.Chromium;
import live.griot.app.support.Firefox;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Firefox, whose DTLS and ICE are nobody else's here, publishes and plays by WHIP and WHEP. In VP8: its H.264 is a plugin that it would load from somewhere.
 */
class FirefoxInteroperabilityTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static Firefox firefox;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        firefox = new Firefox();
    }

    @AfterAll
    static void stop() {
        firefox.close();
        griot.close();
    }

    @Test
    void what_libwebrtc_publishes_firefox_sees_and_hears() {
        Show show = Show.startedBy(griot.address(), "to_firefox");
        try (NativePeers natives = new NativePeers()) {
            natives.publish("host", show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, 0);
            show.awaitOnAir();
            PagePeer viewer = new PagePeer(firefox.somebody(), show.server()).play(show.joinAsViewer());
            System.out.println(
                    viewer.page()
                            .evaluate(
                                    "JSON.stringify([RTCRtpReceiver.getCapabilities('video'),RTCRtpSender.getCapabilities('video')])"));
            seesAndHears(viewer);
        }
    }

    @Test
    void what_firefox_publishes_libwebrtc_sees_and_hears() {
        Show show = Show.startedBy(griot.address(), "to_libwebrtc");
        PagePeer host =
                new PagePeer(firefox.somebody(), show.server()).publish(show.joinAsHost(), "VP8", Picture.CAMERA);
        show.awaitOnAir();
        try (NativePeers natives = new NativePeers()) {
            seesAndHears(natives.play("viewer", show.server(), show.joinAsViewer(), 0));
        }
        assertThat(host.figures().framesSent()).isPositive();
        host.page().context().close();
    }

    @Test
    void what_chromium_publishes_firefox_sees_and_hears() {
        Show show = Show.startedBy(griot.address(), "from_chromium");
        try (Chromium chromium = new Chromium()) {
            new PagePeer(chromium.somebody(), show.server()).publish(show.joinAsHost(), "VP8", Picture.CAMERA);
            show.awaitOnAir();
            seesAndHears(new PagePeer(firefox.somebody(), show.server()).play(show.joinAsViewer()));
        }
    }

    @Test
    void what_firefox_publishes_chromium_sees_and_hears() {
        Show show = Show.startedBy(griot.address(), "to_chromium");
        PagePeer host =
                new PagePeer(firefox.somebody(), show.server()).publish(show.joinAsHost(), "VP8", Picture.CAMERA);
        show.awaitOnAir();
        try (Chromium chromium = new Chromium()) {
            seesAndHears(new PagePeer(chromium.somebody(), show.server()).play(show.joinAsViewer()));
        }
        assertThat(host.figures().framesSent()).isPositive();
        host.page().context().close();
    }

    private static void seesAndHears(MediaPeer viewer) {
        viewer.await("fifty pictures are seen that move", seen -> seen.framesChanged() > 50);
        viewer.await("a second of sound is heard", heard -> heard.soundEnergy() > 0 && heard.soundSeconds() > 1);
        assertThat(viewer.figures().codec()).isEqualTo("video/VP8");
        assertThat(viewer.figures().framesDecoded()).isGreaterThan(50);
    }
}
