package live.griot.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import live.griot.app.peer.MediaPeer;
import live.griot.app.peer.NativePeer;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.PagePeer;
import live.griot.app.peer.PeerFigures;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every twentieth datagram is lost and each takes 50 ms, both ways and from the first on: the picture still moves. */
class LossyNetworkTest {
    private static final Impairment BAD = Impairment.NONE.withLoss(0.05).withDelay(Duration.ofMillis(50));
    private static final long SEED = 5;
    private static final int WARM = 75;
    private static final int FRAMES = 500;
    private static final double SHOWN = 0.95;
    private static final long LONGEST_FREEZE_MILLIS = 1_000;

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static NativePeers natives;

    /** Where the network is bad. */
    enum Where {
        TOWARDS_THE_VIEWER,
        FROM_THE_PUBLISHER,
        ON_BOTH_SIDES
    }

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
    @EnumSource(Where.class)
    void libwebrtc_publishes_and_chromium_sees_nearly_every_frame(Where where) {
        Show show = Show.startedBy(griot.address(), "native_" + where.name().toLowerCase(Locale.ROOT));
        try (UdpImpairment publishers = network(where != Where.TOWARDS_THE_VIEWER);
                UdpImpairment viewers = network(where != Where.FROM_THE_PUBLISHER)) {
            NativePeer host = natives.publish(
                    show.id(), show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, publishers.port());
            show.awaitOnAir();
            PagePeer viewer =
                    new PagePeer(viewers.around(chromium.somebody()), show.server()).play(show.joinAsViewer());

            seesNearlyEverything(viewer, host);
            host.close();
            viewer.page().context().close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Where.class, names = "ON_BOTH_SIDES")
    void chromium_publishes_and_libwebrtc_sees_nearly_every_frame(Where where) {
        Show show = Show.startedBy(griot.address(), "page_" + where.name().toLowerCase(Locale.ROOT));
        try (UdpImpairment publishers = network(where != Where.TOWARDS_THE_VIEWER);
                UdpImpairment viewers = network(where != Where.FROM_THE_PUBLISHER)) {
            PagePeer host = new PagePeer(publishers.around(chromium.somebody()), show.server())
                    .publish(show.joinAsHost(), "VP8", Picture.CAMERA);
            show.awaitOnAir();
            NativePeer viewer = natives.play(show.id(), show.server(), show.joinAsViewer(), viewers.port());

            seesNearlyEverything(viewer, host);
            viewer.close();
            host.page().context().close();
        }
    }

    /** Compares what was sent with what was seen, while as much is on its way at the beginning as at the end. */
    private static void seesNearlyEverything(MediaPeer viewer, MediaPeer host) {
        viewer.await("the picture runs", seen -> seen.framesDecoded() > WARM);
        viewer.mark();
        long sentBefore = host.figures().framesSent();
        PeerFigures before = viewer.figures();
        long sent = host.await("so much is sent", now -> now.framesSent() >= sentBefore + FRAMES)
                        .framesSent()
                - sentBefore;
        PeerFigures after = viewer.figures();
        long seen = after.framesDecoded() - before.framesDecoded();
        String figures = "%d of %d frames; %s".formatted(seen, sent, after);

        assertThat(seen).as(figures).isGreaterThan((long) (SHOWN * sent));
        assertThat(after.longestGapMillis()).as(figures).isLessThan(LONGEST_FREEZE_MILLIS);
        assertThat(after.packetsLost() + after.nacks() + host.figures().nacks())
                .as("packets were lost, or nothing is shown by this: " + figures)
                .isPositive();
    }

    private static UdpImpairment network(boolean bad) {
        return UdpImpairment.before(griot, SEED).bothWays(bad ? BAD : Impairment.NONE);
    }
}
