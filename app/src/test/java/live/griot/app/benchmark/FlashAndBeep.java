package live.griot.app.benchmark;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.app.browser.Person;
import live.griot.app.network.Impairment;
import live.griot.app.network.UdpImpairment;
import live.griot.app.peer.Scripts;
import live.griot.app.support.Chromium;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import live.griot.app.support.SystemFfmpeg;

/**
 * How far sound and picture of a recording are apart: Chromium publishes flashes with beeps, in several sizes, across a network that loses a fiftieth of all
 * datagrams every other minute, and has room for no more than a small size for ten seconds of each; the machine's ffmpeg plays the recording, and its flashes and beeps are paired.
 * Arguments: seconds that are recorded, 600 unless said.
 */
final class FlashAndBeep {
    private static final Impairment LOSSY = Impairment.NONE.withLoss(0.02).withDelay(Duration.ofMillis(30));
    private static final Impairment BAD = Impairment.NONE.withBandwidth(400_000, Duration.ofMillis(300));
    private static final Pattern FIGURE = Pattern.compile(
            "pts_time:([0-9.]+)\\s+lavfi\\.(?:signalstats\\.YAVG|astats\\.Overall\\.RMS_level)=(-?[0-9.]+|-inf)");
    private static final double WHITE = 128;
    private static final double LOUD_DECIBELS = -30;
    private static final double APART_SECONDS = 0.5;
    private static final int MINUTE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FlashAndBeep() {}

    public static void main(String[] arguments) throws IOException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 600;
        Path data = Files.createTempDirectory("flash-and-beep");
        try (Cleanup _ = new Cleanup(data);
                StartedGriot griot = StartedGriot.in(data);
                Chromium chromium = new Chromium(Chromium.FULL_RATE);
                UdpImpairment network = UdpImpairment.before(griot, 1)) {
            BrowserContext studio = network.around(chromium.somebody());
            studio.addInitScript(Scripts.read("/benchmark/flash-and-beep.js"));
            Person awa = new Person(studio, griot.address()).register("awa", "Awa Diop");
            String session = "/api/sessions/" + awa.goLive("Flashes and beeps");
            awa.page().locator("#record").click();
            Poll.until("it is recorded", PATIENCE, () -> griot.client()
                    .get(session + "/recording")
                    .at("/state")
                    .equals("RECORDING"));
            for (int second = 0; second < seconds; second++) {
                network.bothWays(second % MINUTE < 10 ? BAD : second / MINUTE % 2 == 0 ? LOSSY : Impairment.NONE);
                awa.page().waitForTimeout(1_000);
            }
            awa.page().locator("#end").click();
            awa.page().locator("dialog button[value=end]").click();
            Poll.until("the recording is finished", PATIENCE, () -> griot.client()
                    .get(session + "/recording")
                    .at("/state")
                    .equals("FINISHED"));
            String played = griot.address()
                    .resolve(griot.client().get(session + "/recording").at("/playUrl"))
                    .toString();
            tell(
                    risings(
                            played,
                            WHITE,
                            "-an",
                            "-vf",
                            "scale=16:9,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-"),
                    risings(
                            played,
                            LOUD_DECIBELS,
                            "-vn",
                            "-af",
                            "asetnsamples=240,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-"));
        }
        System.exit(0);
    }

    /** Returns when a figure rises above a border, in seconds of the recording. */
    private static List<Double> risings(String address, double border, String... filter) {
        List<String> command = new ArrayList<>(List.of("-v", "error", "-i", address));
        command.addAll(List.of(filter));
        String said = SystemFfmpeg.play(command.toArray(String[]::new));
        List<Double> found = new ArrayList<>();
        boolean isAbove = true;
        for (Matcher one = FIGURE.matcher(said); one.find(); ) {
            boolean now = !one.group(2).equals("-inf") && Double.parseDouble(one.group(2)) > border;
            if (now && !isAbove) {
                found.add(Double.parseDouble(one.group(1)));
            }
            isAbove = now;
        }
        return found;
    }

    private static void tell(List<Double> flashes, List<Double> beeps) {
        List<Double> apart = new ArrayList<>();
        for (double flash : flashes) {
            beeps.stream()
                    .map(beep -> beep - flash)
                    .filter(difference -> Math.abs(difference) < APART_SECONDS)
                    .findFirst()
                    .ifPresent(apart::add);
        }
        if (apart.isEmpty()) {
            throw new IllegalStateException("Flashes at %s and beeps at %s are no pairs".formatted(flashes, beeps));
        }
        List<Double> sorted = apart.stream().sorted().toList();
        int tenth = Math.max(1, apart.size() / 10);
        System.out.printf(
                "%d flashes, %d beeps, %d pairs; a beep comes after its flash by, in ms: least %.0f, p5 %.0f, p50 %.0f, p95 %.0f, most %.0f; the first tenth %.0f, the last tenth %.0f%n",
                flashes.size(),
                beeps.size(),
                apart.size(),
                1_000 * sorted.getFirst(),
                1_000 * sorted.get(sorted.size() / 20),
                1_000 * sorted.get(sorted.size() / 2),
                1_000 * sorted.get(sorted.size() * 95 / 100),
                1_000 * sorted.getLast(),
                1_000 * mean(apart.subList(0, tenth)),
                1_000 * mean(apart.subList(apart.size() - tenth, apart.size())));
    }

    private static double mean(List<Double> some) {
        return some.stream().mapToDouble(one -> one).average().orElse(Double.NaN);
    }
}
