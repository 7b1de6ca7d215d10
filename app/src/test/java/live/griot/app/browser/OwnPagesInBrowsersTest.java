package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is somebody's own: the lives they had to do with, and their account, until they want it erased. */
@BesideOthers
class OwnPagesInBrowsersTest {
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

    @Test
    void a_live_that_is_over_is_looked_back_on_with_its_figures_and_what_was_said() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        Person kofi = new Person(chromium.somebody("fr-FR"), griot.address());
        String id = awa.goLive("Tales of the hare and the hyena");
        awa.say("Good evening by the fire");
        awa.hears("Good evening by the fire");
        awa.page().locator("#end").click();
        awa.page().locator("dialog button[value=end]").click();
        awa.page().getByText("That was it").waitFor();

        awa.goTo("/history");
        awa.page().getByText("Tales of the hare and the hyena").click();

        awa.page().waitForURL("**/history/" + id);
        awa.hears("Good evening by the fire");
        assertThat(figure(awa, "Messages").textContent()).isEqualTo("1");
        assertThat(figure(awa, "Lasted").textContent()).matches("\\d+:\\d\\d");
        assertThat(awa.page().locator(".cast li").allInnerTexts())
                .singleElement()
                .satisfies(one -> assertThat(one).contains("Awa Diop", "Host"));
        assertThat(awa.page().getByLabel("Your message").count()).isZero();
        Chromium.photograph(awa.page(), "past");
        awa.page().setViewportSize(390, 844);
        Chromium.photograph(awa.page(), "past-phone");

        // Who was not there is told that there is no such live.
        kofi.goTo("/signin");
        kofi.page().evaluate("localStorage.setItem('griot.language', 'en')");
        kofi.register("kofi", "Kofi Mensah").goTo("/history/" + id);
        kofi.page().locator("#problem:visible").waitFor();
        assertThat(awa.complaints()).isEmpty();
    }

    @Test
    void who_has_an_account_renames_themselves_and_is_forgotten_when_they_want_to_be() {
        Person sira = new Person(chromium.somebody(390, 844), griot.address()).register("sira", "Sira Keïta");
        Page hers = sira.page();
        hers.getByText("Sira Keïta").click();
        hers.getByText("Your account").click();
        hers.getByText("@sira").waitFor();
        hers.getByLabel("Name that others see").fill("Sira of the river");
        press(hers, "Save");
        hers.getByText("Saved").waitFor();
        hers.locator(".account summary").getByText("Sira of the river").waitFor();
        Chromium.photograph(hers, "profile-phone");
        hers.reload();
        hers.getByRole(AriaRole.HEADING, named("Sira of the river")).waitFor();

        press(hers, "Erase my account…");
        Locator forGood = hers.getByRole(AriaRole.BUTTON, named("Erase for good"));
        assertThat(forGood.isDisabled()).isTrue();
        hers.getByLabel("Type sira to go on").fill("sira");
        Chromium.photograph(hers, "profile-erase-phone");
        forGood.click();
        hers.getByText("Your account is erased").waitFor();
        hers.getByRole(AriaRole.LINK, named("Sign in")).waitFor();
        Chromium.photograph(hers, "profile-erased-phone");

        sira.goTo("/signin");
        hers.getByLabel("Handle").fill("sira");
        hers.getByLabel("Password").fill("correct horse sira");
        hers.locator("#submit").click();
        hers.locator("#problem:visible").waitFor();
    }

    @Test
    void who_is_live_is_told_to_end_that_before_they_are_erased() {
        Person binta = new Person(chromium.somebody("ar"), griot.address());
        binta.goTo("/signin");
        binta.page().evaluate("localStorage.setItem('griot.language', 'en')");
        binta.register("binta", "Binta Sarr").goLive("One more song");
        binta.page().evaluate("localStorage.setItem('griot.language', 'ar')");

        binta.goTo("/profile");

        binta.page().getByText("لديك بث لم ينته.").waitFor();
        assertThat(binta.page().locator(".danger:visible").count()).isZero();
        Chromium.photograph(binta.page(), "profile-live-arabic");
        assertThat(binta.complaints()).isEmpty();
    }

    private static Locator figure(Person somebody, String name) {
        return somebody.page()
                .locator(".figures div", new Page.LocatorOptions().setHasText(name))
                .locator("dd");
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
