package live.griot.app.benchmark;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.peer.PagePeer;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Scripts;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import tools.jackson.databind.JsonNode;

/**
 * How old a picture is when it is on the screen, by WebRTC and by Low-Latency HLS beside each other: one page publishes a clock, two pages read it. Then how long
 * a recording takes to show its first picture. All in one Chromium on this machine. Arguments: seconds that are watched, 60 unless said; how often the
 * recording is opened, 10 unless said.
 */
final class WatchingDelay {
    private static final int SETTLE_SECONDS = 15;

    private static final String FIRST_PICTURE = """
            () => new Promise((shown) => {
              const begin = document.querySelector('#begin');
              const video = document.querySelector('video');
              const clicked = performance.now();
              video.requestVideoFrameCallback(() => shown(performance.now() - clicked));
              begin.click();
            })""";

    private WatchingDelay() {}

    public static void main(String[] arguments) throws IOException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int openings = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Path data = Files.createTempDirectory("watching-delay");
        try (Cleanup _ = new Cleanup(data);
                StartedGriot griot = StartedGriot.in(data);
                Chromium chromium = new Chromium()) {
            Show show = Show.startedBy(griot.address(), "awa");
            BrowserContext studio = chromium.somebody();
            studio.addInitScript(Scripts.read("/benchmark/clock-camera.js"));
            PagePeer camera = new PagePeer(studio, show.server());
            camera.publish(show.joinAsHost(), "H264", Picture.CAMERA);
            show.awaitOnAir();
            String session = "/api/sessions/" + show.id();
            show.host().post(session + "/recording");
            show.host().post(session + "/recording/consent", Map.of("consent", true));
            Poll.until(
                    "the recording grows",
                    Show.PATIENCE,
                    () -> recording(show).path("bytes").asLong() > 30_000);

            Page far = watch(chromium, griot.address() + "/watch/" + show.id() + "?player=hls", "video.far");
            Page near = watch(chromium, griot.address() + "/watch/" + show.id(), "video");
            far.waitForTimeout(SETTLE_SECONDS * 1_000);
            far.evaluate("window.ages = []");
            near.evaluate("window.ages = []");
            far.waitForTimeout(seconds * 1_000.0);
            tell("WebRTC", ages(near));
            tell("Low-Latency HLS", ages(far));

            show.host().post(session + "/end");
            Poll.until(
                    "the recording is finished",
                    Show.PATIENCE,
                    () -> recording(show).path("state").asString().equals("FINISHED"));
            String recording = show.host().get(session).at("/recordingUrl");
            List<Double> ready = new ArrayList<>();
            List<Double> first = new ArrayList<>();
            for (int i = 0; i < openings; i++) {
                try (BrowserContext somebody = chromium.somebody()) {
                    Page page = somebody.newPage();
                    page.navigate(griot.address() + recording);
                    page.locator("#begin:visible").waitFor();
                    ready.add(((Number) requireNonNull(page.evaluate("() => performance.now()"))).doubleValue());
                    first.add(((Number) requireNonNull(page.evaluate(FIRST_PICTURE))).doubleValue());
                }
            }
            tell("From the address to a recording that can be played, nothing cached", ready);
            tell("From Play to its first picture", first);
            camera.close();
        }
        System.exit(0);
    }

    private static JsonNode recording(Show show) {
        return show.host().get("/api/sessions/" + show.id() + "/recording").json();
    }

    private static Page watch(Chromium chromium, String address, String video) {
        Page page = chromium.somebody().newPage();
        page.navigate(address);
        page.waitForCondition(() ->
                Boolean.TRUE.equals(page.evaluate("document.querySelector('%s')?.currentTime > 1".formatted(video))));
        page.evaluate(Scripts.read("/benchmark/clock-reader.js"), video);
        return page;
    }

    private static List<Double> ages(Page page) {
        List<Double> ages = new ArrayList<>();
        ((List<?>) requireNonNull(page.evaluate("window.ages"))).forEach(age -> ages.add(((Number) age).doubleValue()));
        return ages;
    }

    private static void tell(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%s: %d counted, milliseconds p50 %.0f, p95 %.0f, worst %.0f%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast());
    }
}
