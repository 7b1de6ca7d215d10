package live.griot.app.benchmark;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Scripts;
import live.griot.app.peer.Show;
import live.griot.app.peer.Way;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;

/**
 * How long it takes from asking to join to the first frame on the screen, in a warm Chromium on this machine, and what takes the time. libwebrtc publishes
 * from a process of its own. Arguments: how many joins are counted, 20 unless said; milliseconds between one and the next, 1000 unless said; the codec, VP8 unless said;
 * {@code HTTP} to play by WHEP, which is what happens unless said, or {@code SOCKET} to receive over the signalling socket.
 */
final class JoinTime {
    private static final int WARM_UP = 5;

    /** What happens, in the order in which it does. */
    private static final List<String> STAGES =
            List.of("joined", "welcomed", "offered", "answered", "reached", "connected", "firstPacket", "shown");

    private static final Map<Way, String> SCRIPTS =
            Map.of(Way.HTTP, Scripts.read("/peer/join.js"), Way.SOCKET, Scripts.read("/peer/join-stage.js"));

    private JoinTime() {}

    public static void main(String[] arguments) throws IOException {
        int joins = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        double pauseMillis = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1_000;
        String codec = arguments.length > 2 ? arguments[2] : "VP8";
        Way way = Way.valueOf(arguments.length > 3 ? arguments[3] : "HTTP");
        Path data = Files.createTempDirectory("join-time");
        try (Cleanup _ = new Cleanup(data);
                StartedGriot griot = StartedGriot.in(data);
                NativePeers natives = new NativePeers(way);
                Chromium chromium = new Chromium(Chromium.FULL_RATE)) {
            Show show = Show.startedBy(griot.address(), "awa");
            natives.publish("host", show.server(), show.joinAsHost(), codec, Picture.CAMERA, 0);
            show.awaitOnAir();
            Page page = chromium.somebody().newPage();
            page.navigate(griot.address() + "/api/edge/status");
            List<Map<String, Double>> times = new ArrayList<>();
            for (int join = -WARM_UP; join < joins; join++) {
                page.waitForTimeout(pauseMillis);
                Map<String, Double> time = join(page, way, show.id());
                if (join >= 0) {
                    times.add(time);
                }
            }
            tell(times);
        }
        System.exit(0);
    }

    private static Map<String, Double> join(Page page, Way way, String session) {
        Map<?, ?> told = (Map<?, ?>) requireNonNull(page.evaluate(requireNonNull(SCRIPTS.get(way)), session));
        Map<String, Double> time = new HashMap<>();
        told.forEach((stage, millis) -> time.put(String.valueOf(stage), ((Number) millis).doubleValue()));
        return time;
    }

    private static void tell(List<Map<String, Double>> times) {
        System.out.printf("%d joins, milliseconds since the click%n%n", times.size());
        System.out.println("| stage | median | worst |");
        System.out.println("|---|---|---|");
        for (String stage : STAGES) {
            if (times.stream().noneMatch(time -> time.containsKey(stage))) {
                continue;
            }
            List<Double> sorted = times.stream()
                    .map(time -> time.getOrDefault(stage, Double.NaN))
                    .sorted()
                    .toList();
            System.out.printf("| %s | %.0f | %.0f |%n", stage, sorted.get(sorted.size() / 2), sorted.getLast());
        }
    }
}
