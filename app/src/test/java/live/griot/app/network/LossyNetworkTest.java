package live.griot.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private final List<Line> lines = new ArrayList<>();

    /** Where the network is bad. */
    enum Where {
        TOWARDS_THE_VIEWER,
        FROM_THE_PUBLISHER,
        ON_BOTH_SIDES
    }

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium(Chromium.FULL_RATE);
        natives = new NativePeers();
    }

    @AfterAll
    static void stop() {
        natives.close();
        chromium.close();
        griot.close();
    }

    @AfterEach
    void hangUp() {
        lines.forEach(Line::close);
    }

    @Test
    void libwebrtc_publishes_and_chromium_sees_nearly_every_frame_wherever_the_network_is_bad() {
        for (Where where : Where.values()) {
            // One after another: three who encode and three who decode are more than two cores do in time.
            Line line = fromLibwebrtcToChromium(where);
            lines.add(line);
            line.begin();
            line.carriesNearlyEverything();
            lines.remove(line);
            line.close();
        }
    }

    @Test
    void chromium_publishes_and_libwebrtc_sees_nearly_every_frame() {
        Line line = fromChromiumToLibwebrtc(Where.ON_BOTH_SIDES);
        lines.add(line);
        line.begin();
        line.carriesNearlyEverything();
    }

    private static Line fromLibwebrtcToChromium(Where where) {
        Show show = Show.startedBy(griot.address(), "native_" + where.name().toLowerCase(Locale.ROOT));
        UdpImpairment publishers = network(where != Where.TOWARDS_THE_VIEWER);
        UdpImpairment viewers = network(where != Where.FROM_THE_PUBLISHER);
        NativePeer host =
                natives.publish(show.id(), show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, publishers.port());
        show.awaitOnAir();
        PagePeer viewer = new PagePeer(viewers.around(chromium.somebody()), show.server()).play(show.joinAsViewer());
        return new Line(where, host, viewer, List.of(viewer.page().context(), publishers, viewers));
    }

    private static Line fromChromiumToLibwebrtc(Where where) {
        Show show = Show.startedBy(griot.address(), "page_" + where.name().toLowerCase(Locale.ROOT));
        UdpImpairment publishers = network(where != Where.TOWARDS_THE_VIEWER);
        UdpImpairment viewers = network(where != Where.FROM_THE_PUBLISHER);
        PagePeer host = new PagePeer(publishers.around(chromium.somebody()), show.server())
                .publish(show.joinAsHost(), "VP8", Picture.CAMERA);
        show.awaitOnAir();
        NativePeer viewer = natives.play(show.id(), show.server(), show.joinAsViewer(), viewers.port());
        return new Line(where, host, viewer, List.of(host.page().context(), publishers, viewers));
    }

    /** One who publishes and one who sees it, each behind a network of their own. */
    private static final class Line {
        private final Where where;
        private final MediaPeer host;
        private final MediaPeer viewer;
        private final List<AutoCloseable> behind;
        private long sentBefore;
        private long seenBefore;

        Line(Where where, MediaPeer host, MediaPeer viewer, List<AutoCloseable> behind) {
            this.where = where;
            this.host = host;
            this.viewer = viewer;
            this.behind = behind;
        }

        void begin() {
            viewer.await("the picture runs", seen -> seen.framesDecoded() > WARM);
            viewer.mark();
            sentBefore = host.figures().framesSent();
            seenBefore = viewer.figures().framesDecoded();
        }

        /** Compares what was sent with what was seen, while as much is on its way at the beginning as at the end. */
        void carriesNearlyEverything() {
            long sent = host.await("so much is sent", now -> now.framesSent() >= sentBefore + FRAMES)
                            .framesSent()
                    - sentBefore;
            PeerFigures after = viewer.figures();
            long seen = after.framesDecoded() - seenBefore;
            String figures = "%s: %d of %d frames; %s".formatted(where, seen, sent, after);

            assertThat(seen).as(figures).isGreaterThan((long) (SHOWN * sent));
            assertThat(after.longestGapMillis()).as(figures).isLessThan(LONGEST_FREEZE_MILLIS);
            assertThat(after.packetsLost() + after.nacks() + host.figures().nacks())
                    .as("packets were lost, or nothing is shown by this: " + figures)
                    .isPositive();
        }

        void close() {
            viewer.close();
            host.close();
            for (AutoCloseable one : behind) {
                try {
                    one.close();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
    }

    private static UdpImpairment network(boolean bad) {
        return UdpImpairment.before(griot, SEED).bothWays(bad ? BAD : Impairment.NONE);
    }
}
