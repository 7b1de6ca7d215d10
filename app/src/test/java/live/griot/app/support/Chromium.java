package live.griot.app.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The distribution's Chromium with a fake camera and microphone, driven by Playwright. */
public final class Chromium implements AutoCloseable {
    /** Pictures a second of the fake camera where nobody says otherwise. */
    public static final int FULL_RATE = 20;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-ui-for-media-stream");

    /** For half the work; few tests mind. */
    private static final int HALF_RATE = 10;

    /** As long as pages are waited for; the five seconds that it is otherwise are what some things take. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    /** Starts it with a slow camera; throws with the line that installs it where there is none. */
    public Chromium() {
        this(HALF_RATE);
    }

    /** Starts it with a camera of so many pictures a second; throws with the line that installs it where there is none. */
    public Chromium(int frameRate) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(Stream.concat(
                                        FLAGS.stream(),
                                        Stream.of("--use-fake-device-for-media-stream=fps=" + frameRate))
                                .toList()));
    }

    private static Path executable() {
        String configured = System.getenv("GRIOT_CHROMIUM");
        Path path = Path.of(configured == null ? "/usr/bin/chromium" : configured);
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("There is no Chromium at %s: apt-get install chromium".formatted(path));
        }
        return path;
    }

    /** Returns somebody else's browser, as far as a server can tell, on a laptop's screen. */
    public BrowserContext somebody() {
        return somebody(1280, 800);
    }

    /** Returns somebody else's browser with a screen of that size. */
    public BrowserContext somebody(int width, int height) {
        return browser.newContext(context(width, height));
    }

    /** Returns somebody else's browser whose language is that, as {@code fr-CA}. */
    public BrowserContext somebody(String language) {
        return browser.newContext(context(1280, 800).setLocale(language));
    }

    private static Browser.NewContextOptions context(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setPermissions(List.of("camera", "microphone", "clipboard-read", "clipboard-write"));
    }

    /** Closes the browsers of all but those people, so that what a test has begun takes nothing from the next. */
    public void everybodyLeaves(BrowserContext... butThose) {
        List<BrowserContext> staying = List.of(butThose);
        browser.contexts().stream().filter(one -> !staying.contains(one)).forEach(BrowserContext::close);
    }

    /** Keeps what a page looks like, as output of the build. */
    public static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
