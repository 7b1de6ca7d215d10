package live.griot.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio on air: a screen beside the camera, hands, how good the connection is, leaving, and another host. */
class StudioInBrowsersTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @AfterEach
    void everybodyLeaves() {
        chromium.everybodyLeaves();
    }

    @Test
    void a_screen_is_shown_a_guest_brought_up_and_the_live_handed_over_to_them() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        String id = awa.goLive("Two at the fire");
        Person visitor = new Person(chromium.somebody(), griot.address()).goTo("/watch/" + id);
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");
        moussa.goTo("/watch/" + id);

        press(awa, "Share your screen");
        plays(visitor, "Awa Diop: screen");
        awa.until("document.querySelector('#self').videoWidth > 0");
        Chromium.photograph(awa.page(), "studio-screen");
        Chromium.photograph(visitor.page(), "watch-screen");
        awa.page().reload();
        press(awa, "Share your screen again");
        plays(visitor, "Awa Diop: screen");
        // As the browser's own button ends it.
        awa.page()
                .evaluate(
                        "document.querySelector('#preview').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))");
        assertThat(visitor.page().getByText("Awa Diop: screen")).hasCount(0);
        assertThat(button(awa, "Share your screen")).hasAttribute("aria-pressed", "false");

        awa.page().locator(".on-air summary").click();
        awa.page().locator("#microphones").selectOption(new SelectOption().setIndex(1));
        awa.until(
                "document.querySelector('#microphones').selectedIndex === 1 && document.querySelector('#preview').videoWidth > 0");
        plays(visitor, "Awa Diop");
        awa.page().locator(".on-air summary").click();

        awa.page().getByLabel("Your message").fill("Half a sen");
        awa.page().reload();
        assertThat(awa.page().getByLabel("Your message")).hasValue("Half a sen");
        awa.page().waitForSelector("body[data-state=LIVE]");
        press(moussa, "Raise your hand");
        assertThat(awa.page().locator("#hands-told")).hasText("1 raised hand");
        Chromium.photograph(awa.page(), "studio-hand");
        press(awa, "Bring Moussa Traoré on stage");
        press(moussa, "Join the stage");
        assertThat(awa.page().locator("#tiles .quality")).hasAttribute("aria-label", "Very good connection");
        assertThat(awa.page().locator("#seats")).hasText("2 seats left on stage");
        press(moussa, "Share your screen");
        plays(visitor, "Moussa Traoré: screen");
        Chromium.photograph(awa.page(), "studio-guest");
        press(moussa, "Stop sharing the screen");
        assertThat(visitor.page().getByText("Moussa Traoré: screen")).hasCount(0);

        moussa.page().locator("#mic").click();
        assertThat(button(awa, "Mute Moussa Traoré")).hasCount(0);
        press(awa, "More about Moussa Traoré");
        choose(awa, "Ask to switch the microphone on");
        assertThat(moussa.page().getByText("Awa Diop asks you to switch your microphone on"))
                .isVisible();
        press(moussa, "Switch on");
        assertThat(button(moussa, "Mute")).isVisible();

        // Again and again, as the edge goes on telling how good it is indeed.
        String host = person(awa);
        awa.page().waitForCondition(() -> {
            grade(id, host, "POOR");
            return awa.page().locator("#path").textContent().contains("Your connection is poor");
        });
        Chromium.photograph(awa.page(), "studio-poor");
        awa.page().locator(".brand").click();
        assertThat(awa.page().getByText("Leave the studio while you are live?")).isVisible();
        Chromium.photograph(awa.page(), "studio-leaving");
        press(awa, "Stay on air");
        press(awa, "End the live");
        assertThat(awa.page().getByText("1 guest on stage")).isVisible();
        Chromium.photograph(awa.page(), "studio-end");
        press(awa, "Stay on air");

        press(awa, "More about Moussa Traoré");
        Chromium.photograph(awa.page(), "studio-more");
        choose(awa, "Hand the live over to Moussa Traoré");
        Chromium.photograph(awa.page(), "studio-hand-over");
        press(awa, "Hand over");
        awa.page().waitForURL("**/watch/" + id + "#stage");
        moussa.page().getByText("You host this live.").waitFor();
        Chromium.photograph(moussa.page(), "watch-now-host");
        moussa.page().getByText("Open the studio").click();
        moussa.page().waitForSelector("body[data-state=LIVE]");
        plays(visitor, "Moussa Traoré");
        plays(visitor, "Awa Diop");
        plays(moussa, "Awa Diop");
        moussa.page().setViewportSize(390, 844);
        Chromium.photograph(moussa.page(), "studio-phone");
        moussa.page().locator("#switches").scrollIntoViewIfNeeded();
        Chromium.photograph(moussa.page(), "studio-phone-below");
        assertThat((boolean) moussa.page().evaluate("document.documentElement.scrollWidth > innerWidth"))
                .isFalse();
        inAnotherLanguage(moussa, "fr", "studio-french-phone");
        moussa.page().setViewportSize(1280, 800);
        moussa.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        inAnotherLanguage(moussa, "ar", "studio-arabic-dark");

        assertThat(awa.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
        assertThat(visitor.complaints()).isEmpty();
    }

    /** What a network that lets no media through would do is done here by the page: it looks for no way but a relay, and there is none. */
    @Test
    void a_network_that_lets_nothing_through_is_said_with_what_to_do() {
        Person binta = new Person(chromium.somebody(390, 844), griot.address()).register("binta", "Binta Sow");
        binta.page().addInitScript("""
                        const Connection = RTCPeerConnection;
                        window.RTCPeerConnection = class extends Connection {
                          constructor(settings) { super({...settings, iceTransportPolicy: 'relay'}); }
                        };
                        """);
        binta.goTo("/studio");
        binta.page().getByLabel("Title").fill("Behind a wall");
        binta.page().locator("#go:enabled").click();

        assertThat(binta.page().locator("#path")).containsText("this network seems to block them");
        Chromium.photograph(binta.page(), "studio-blocked-phone");
        assertThat(binta.complaints()).isEmpty();
    }

    /** Comes back on air in that language, and looks at the moderators' console. */
    private static void inAnotherLanguage(Person host, String language, String photograph) {
        host.page().evaluate("language => localStorage.setItem('griot.language', language)", language);
        host.page().reload();
        host.page().waitForSelector("body[data-state=LIVE]");
        host.page().waitForSelector("#tiles .tile");
        host.page().locator("#tab-console").click();
        host.page().locator(".log h3").scrollIntoViewIfNeeded();
        Chromium.photograph(host.page(), photograph);
    }

    /** The tile of that name shows a picture that moves. */
    private static void plays(Person viewer, String name) {
        Locator tile = viewer.page()
                .locator(".tile")
                .filter(new Locator.FilterOptions()
                        .setHas(viewer.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
        tile.waitFor();
        double now = ((Number) tile.locator("video").evaluate("video => video.currentTime")).doubleValue();
        viewer.page().waitForCondition(() -> (boolean) tile.locator("video")
                .evaluate("(video, now) => video.videoWidth > 0 && video.currentTime > now + 0.5", now));
    }

    /** Tells how good somebody's connection is, as the edge does. */
    private static void grade(String session, String person, String grade) {
        griot.part(PassingUpdates.class)
                .tell(new Update(
                        Topic.ofSession(new SessionId(session)),
                        "connectionQuality",
                        Instant.now(),
                        Map.of("quality", Map.of(person, grade))));
    }

    private static String person(Person somebody) {
        return somebody.page()
                .evaluate("import('/js/api.js').then(api => api.whoAmI()).then(user => user.id)")
                .toString();
    }

    private static void choose(Person somebody, String item) {
        somebody.page()
                .locator("[role=menuitem]", new Page.LocatorOptions().setHasText(item))
                .locator("visible=true")
                .click();
    }

    private static void press(Person somebody, String name) {
        button(somebody, name).click();
    }

    private static Locator button(Person somebody, String name) {
        return somebody.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
