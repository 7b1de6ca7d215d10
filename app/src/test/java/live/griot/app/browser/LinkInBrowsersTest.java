package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private live, to which links are given: one to watch without an account, one to come on stage. */
@BesideOthers
class LinkInBrowsersTest {
    private static final String MOVES =
            "[...document.querySelectorAll('#tiles .tile video')].some(video => video.videoWidth > 0 && video.currentTime > 1)";

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
    void who_has_a_link_comes_into_a_private_live_to_watch_or_onto_the_stage() {
        Person awa = new Person(chromium.somebody(), griot.address())
                .register("awa", "Awa Diop")
                .goTo("/studio");
        awa.page().getByLabel("Title").fill("Among friends");
        awa.page().getByLabel("By invitation").check(new Locator.CheckOptions().setForce(true));
        awa.page().locator("#go:enabled").click();
        awa.page().waitForSelector("body[data-state=LIVE]");
        press(awa, "Invite");
        String toWatch = link(awa, "Copy a viewer link");
        Chromium.photograph(awa.page(), "links");
        String toComeUp = link(awa, "Copy a guest link");
        press(awa, "Done");

        Person visitor = new Person(chromium.somebody(390, 844), griot.address()).goTo(toWatch);
        visitor.page().getByText("Awa Diop invites you to watch").waitFor();
        Chromium.photograph(visitor.page(), "door-watch-phone");
        press(visitor, "Watch");
        visitor.until(MOVES);
        visitor.page().reload();
        visitor.until(MOVES);
        Chromium.photograph(visitor.page(), "link-watch-phone");

        Person moussa = new Person(chromium.somebody(), griot.address()).goTo(toComeUp);
        moussa.page().getByText("Sign in or make an account").waitFor();
        Chromium.photograph(moussa.page(), "door-sign-in");
        moussa.register("moussa", "Moussa Traoré").goTo(toComeUp);
        moussa.page().getByText("Awa Diop invites you on stage").waitFor();
        moussa.until("document.querySelector('#preview')?.videoWidth > 0");
        Chromium.photograph(moussa.page(), "door-stage");
        moussa.page().setViewportSize(390, 844);
        Chromium.photograph(moussa.page(), "door-stage-phone");
        press(moussa, "Join the stage");
        awa.until(MOVES);
        moussa.until(MOVES);
        visitor.until("document.querySelectorAll('#tiles .tile').length === 2");
        visitor.page().reload();
        visitor.page().locator(".tile").getByText("Moussa Traoré").waitFor();

        Person fatou = new Person(chromium.somebody(), griot.address()).goTo(toComeUp);
        fatou.page().getByLabel("Your name").fill("Fatou Sow");
        Chromium.photograph(fatou.page(), "door-name");
        press(fatou, "Take part");
        fatou.until("document.querySelector('#preview')?.videoWidth > 0");
        press(fatou, "Join the stage");
        fatou.until(MOVES);
        visitor.page().locator(".tile").getByText("Fatou Sow").waitFor();
        fatou.say("Salaam from Fatou");
        moussa.hears("Salaam from Fatou");

        awa.page().getByText("End the live").first().click();
        Response elsewhere = fatou.page()
                .waitForResponse(
                        address -> address.url().contains("/api/sessions?state=LIVE"),
                        () -> awa.page().locator("dialog button[value=end]").click());
        assertThat(elsewhere.status()).as("a guest may see what else is live").isEqualTo(200);
        visitor.page().getByText("This live has ended").waitFor();
        moussa.page().getByText("This live has ended").waitFor();
        assertThat(awa.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
        assertThat(fatou.complaints()).isEmpty();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void a_link_that_is_not_good_says_so() {
        Person somebody = new Person(chromium.somebody(), griot.address())
                .goTo("/watch/01ARZ3NDEKTSV4RRFFQ69G5FAV#link=nonsense");
        somebody.page().getByText("This link opens nothing").waitFor();
        Chromium.photograph(somebody.page(), "door-shut");
    }

    private static String link(Person host, String button) {
        String before = host.page()
                .evaluate("document.querySelector('.address')?.value ?? ''")
                .toString();
        press(host, button);
        host.until("![undefined, '%s'].includes(document.querySelector('.address')?.value)".formatted(before));
        host.page().getByText("Give it only to those who may come.").waitFor();
        return host.page().locator(".address").inputValue();
    }

    private static void press(Person somebody, String name) {
        somebody.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
