package live.griot.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import live.griot.app.network.Impairment;
import live.griot.app.network.UdpImpairment;
import live.griot.app.peer.NativePeer;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.PagePeer;
import live.griot.app.peer.PeerFigures;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;

/**
 * How long a picture stands still in Chromium when libwebrtc publishes and every twentieth datagram is lost and each takes 50 ms, both ways and on both
 * sides of the edge. Arguments: how often it is tried, each time with another seed, 10 unless said; how many frames each time, 500 (20 seconds) unless said.
 */
final class LossyPicture {
    private static final Impairment BAD = Impairment.NONE.withLoss(0.05).withDelay(Duration.ofMillis(50));

    /** The picture is looked at once it runs. */
    private static final int WARM = 75;

    private LossyPicture() {}

    /** What was seen of one try. */
    private record Try(long sent, long seen, PeerFigures before, PeerFigures after) {
        double missing() {
            return 100d * (sent - seen) / sent;
        }

        double longestGap() {
            return after.longestGapMillis();
        }

        double freezes() {
            return after.freezes() - before.freezes();
        }

        double frozen() {
            return after.freezeSeconds() - before.freezeSeconds();
        }
    }

    public static void main(String[] arguments) throws IOException {
        int tries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int frames = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path data = Files.createTempDirectory("lossy-picture");
        try (Cleanup _ = new Cleanup(data);
                StartedGriot griot = StartedGriot.in(data);
                NativePeers natives = new NativePeers();
                Chromium chromium = new Chromium(Chromium.FULL_RATE)) {
            List<Try> seen = new ArrayList<>();
            for (int seed = 1; seed <= tries; seed++) {
                seen.add(look(griot, natives, chromium, seed, frames));
            }
            System.out.printf("%d times %d frames%n%n", tries, frames);
            System.out.println("| | mean | worst |");
            System.out.println("|---|---|---|");
            tell("frames not shown at the end, percent", seen, Try::missing);
            tell("longest time without a new frame, ms", seen, Try::longestGap);
            tell("freezes, as the browser counts them", seen, Try::freezes);
            tell("seconds of freezes", seen, Try::frozen);
        }
        System.exit(0);
    }

    private static Try look(StartedGriot griot, NativePeers natives, Chromium chromium, int seed, int frames) {
        Show show = Show.startedBy(griot.address(), "host_" + seed);
        try (UdpImpairment publishers = UdpImpairment.before(griot, seed).bothWays(BAD);
                UdpImpairment viewers =
                        UdpImpairment.before(griot, seed + 1_000).bothWays(BAD)) {
            NativePeer host = natives.publish(
                    show.id(), show.server(), show.joinAsHost(), "VP8", Picture.CAMERA, publishers.port());
            show.awaitOnAir();
            PagePeer viewer =
                    new PagePeer(viewers.around(chromium.somebody()), show.server()).play(show.joinAsViewer());
            viewer.await("the picture runs", now -> now.framesDecoded() > WARM);
            viewer.mark();
            long sentBefore = host.figures().framesSent();
            PeerFigures before = viewer.figures();
            long sent = host.await("so much is sent", now -> now.framesSent() >= sentBefore + frames)
                            .framesSent()
                    - sentBefore;
            PeerFigures after = viewer.figures();
            viewer.page().context().close();
            host.close();
            return new Try(sent, after.framesDecoded() - before.framesDecoded(), before, after);
        }
    }

    private static void tell(String what, List<Try> seen, ToDoubleFunction<Try> figure) {
        System.out.printf(
                "| %s | %.1f | %.1f |%n",
                what,
                seen.stream().mapToDouble(figure).average().orElse(Double.NaN),
                seen.stream().mapToDouble(figure).max().orElse(Double.NaN));
    }
}
