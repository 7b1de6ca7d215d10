package live.griot.app.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The distribution's Firefox with a fake camera and microphone, driven by Playwright over WebDriver BiDi, which a Firefox as it is released speaks by itself. */
public final class Firefox implements AutoCloseable {
    /** Media without asking anybody, JSON as it is, and no conversation with anybody it was not told to speak to. */
    private static final Map<String, Object> PREFERENCES = Map.ofEntries(
            Map.entry("media.navigator.streams.fake", true),
            Map.entry("media.navigator.permission.disabled", true),
            Map.entry("media.autoplay.default", 0),
            Map.entry("media.gmp-manager.updateEnabled", false),
            Map.entry("devtools.jsonview.enabled", false),
            Map.entry("app.normandy.enabled", false),
            Map.entry("browser.safebrowsing.malware.enabled", false),
            Map.entry("browser.safebrowsing.phishing.enabled", false),
            Map.entry("datareporting.policy.dataSubmissionEnabled", false),
            Map.entry("extensions.update.enabled", false),
            Map.entry("network.captive-portal-service.enabled", false),
            Map.entry("network.connectivity-service.enabled", false),
            Map.entry("toolkit.telemetry.enabled", false));

    private final Playwright playwright;
    private final Browser browser;

    /** Starts it; throws with the line that installs it where there is none. */
    public Firefox() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .firefox()
                .launch(new BrowserType.LaunchOptions()
                        .setChannel("moz-firefox")
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setFirefoxUserPrefs(PREFERENCES));
    }

    private static Path executable() {
        String configured = System.getenv("GRIOT_FIREFOX");
        Path path = Path.of(configured == null ? "/usr/bin/firefox-esr" : configured);
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("There is no Firefox at %s: apt-get install firefox-esr".formatted(path));
        }
        return path;
    }

    /** Returns somebody else's browser, as far as a server can tell, on a laptop's screen. */
    public BrowserContext somebody() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
