package live.griot.recording.hls;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The distribution's Chromium with the hls.js that the pages load, on a page of another origin than the media's. */
final class HlsBrowser implements AutoCloseable {
    /** What the pages load; {@code web/} serves it under this name. */
    static final Path PLAYER = Path.of("../web/src/main/resources/META-INF/resources/_static/hls.js/1.7.4/hls.min.mjs");

    private static final String ELSEWHERE = "http://elsewhere.localhost";
    private static final String PAGE = """
            <video crossorigin muted></video>
            <script type="module">
              import Hls from '/hls.mjs';
              const video = document.querySelector('video');
              window.faults = [];
              window.dates = [];
              window.sizes = new Set();
              window.play = (address, from, rate) => {
                window.hls = new Hls({enableWorker: false, startPosition: from});
                hls.on(Hls.Events.ERROR, (name, what) => faults.push(what.details + (what.fatal ? '!' : '')));
                hls.loadSource(address);
                hls.attachMedia(video);
                video.playbackRate = rate;
                video.play();
              };
              const note = () => {
                if (window.hls && hls.playingDate) {
                  dates.push([video.currentTime, hls.playingDate.getTime()]);
                }
                if (video.videoWidth) {
                  sizes.add(video.videoWidth + 'x' + video.videoHeight);
                }
              };
              setInterval(note, 50);
              window.loaded = true;
            </script>
            """;

    private final Playwright playwright;
    private final Browser browser;

    HlsBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--autoplay-policy=no-user-gesture-required",
                                "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests")));
    }

    private static Path executable() {
        String configured = System.getenv("GRIOT_CHROMIUM");
        Path path = Path.of(configured == null ? "/usr/bin/chromium" : configured);
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("There is no Chromium at %s: apt-get install chromium".formatted(path));
        }
        return path;
    }

    /** Plays what is at an address from a time on, so many times as fast as it was; the page notes {@code dates}, {@code sizes}, {@code faults}. */
    Page play(URI address, double fromSeconds, int rate) {
        Page page = browser.newPage();
        page.route(
                ELSEWHERE + "/",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(PAGE)));
        page.route(
                ELSEWHERE + "/hls.mjs",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setPath(PLAYER)));
        page.navigate(ELSEWHERE + "/");
        page.waitForFunction("() => window.loaded");
        page.evaluate(
                "([address, from, rate]) => play(address, from, rate)", List.of(address.toString(), fromSeconds, rate));
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
