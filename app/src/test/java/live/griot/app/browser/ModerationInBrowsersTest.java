package live.griot.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static live.griot.app.browser.Gathering.choose;
import static live.griot.app.browser.Gathering.line;
import static live.griot.app.browser.Gathering.openMenu;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeping order in a live, as who keeps it and who is put in their place see it, each in a browser of their own. */
@BesideOthers
class ModerationInBrowsersTest {
    @TempDir
    Path data;

    Gathering gathering;

    @BeforeEach
    void gather() {
        gathering = new Gathering(data);
    }

    @AfterEach
    void part() {
        gathering.close();
    }

    @Test
    void who_is_muted_is_told_and_reads_on_until_it_is_undone() {
        Person awa = gathering.host();
        Person moussa = gathering.guest("moussa", "Moussa Traoré");
        Person ines = gathering.guestOnPhone("ines", "Inès Ba");
        moussa.say("The hyena was right!");
        awa.hears("The hyena was right!");

        line(awa, "The hyena was right!").locator("button.name").click();
        choose(awa, "Mute Moussa");
        Locator dialog = awa.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("1 hour").check();
        dialog.getByLabel("Reason").fill("Shouting");
        Chromium.photograph(awa.page(), "moderation-mute");
        dialog.getByText("Mute", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(awa.page().getByText("Moussa Traoré is muted.")).isVisible();
        assertThat(moussa.page().locator(".barred")).containsText("You are muted until");
        assertThat(moussa.page().getByLabel("Your message")).isDisabled();
        ines.say("Quiet at last");
        moussa.hears("Quiet at last");
        Chromium.photograph(moussa.page(), "moderation-muted");
        moussa.page().setViewportSize(390, 844);
        Chromium.photograph(moussa.page(), "moderation-muted-phone");

        openConsole(awa);
        assertThat(entry(awa, "The awa muted Moussa Traoré")).containsText("Reason: Shouting");
        Chromium.photograph(awa.page(), "moderation-console");
        awa.page().getByLabel("Undo for Moussa Traoré").click();
        assertThat(entry(awa, "The awa lets Moussa Traoré write again")).containsText("Undid: The awa muted Moussa");
        assertThat(entry(awa, "The awa muted Moussa Traoré").last()).containsText("Undone");
        assertThat(moussa.page().getByLabel("Your message")).isEnabled();
        assertThat(moussa.page().getByText("You can write again.")).isVisible();
        moussa.say("Thank you");
        ines.hears("Thank you");
        assertThat(gathering.complaints()).isEmpty();
    }

    @Test
    void who_is_banned_is_told_at_once_and_comes_back_only_when_it_is_undone() {
        gathering.goLive();
        Person awa = gathering.host();
        Person moussa = gathering.guestOnPhone("moussa", "Moussa Traoré");
        moussa.say("I will not be quiet");
        openMenu(awa, "I will not be quiet");
        choose(awa, "Ban Moussa");
        awa.page().getByLabel("For good").check();
        Chromium.photograph(awa.page(), "moderation-ban");
        awa.page().locator("dialog button.danger").locator("visible=true").click();

        assertThat(moussa.page().locator(".barred")).hasText("You are banned from this live.");
        assertThat(moussa.page().getByLabel("Your message")).isDisabled();
        assertThat(moussa.page().locator("#veil-title")).hasText("You are banned from this live");
        Chromium.photograph(moussa.page(), "moderation-banned-phone");
        moussa.page().reload();
        assertThat(moussa.page().locator("#veil-title")).hasText("You are banned from this live");

        openConsole(awa);
        awa.page().setViewportSize(390, 844);
        assertThat(entry(awa, "The awa banned Moussa Traoré")).isVisible();
        Chromium.photograph(awa.page(), "moderation-console-phone");
        awa.page().getByLabel("Undo for Moussa Traoré").click();
        assertThat(entry(awa, "The awa lifted the ban of Moussa Traoré")).isVisible();
        moussa.page().reload();
        assertThat(moussa.page().getByLabel("Your message")).isEnabled();
        moussa.say("I am back");
        moussa.hears("I am back");
    }

    @Test
    void the_console_rules_the_chat_and_shows_what_somebody_said() {
        Person awa = gathering.host();
        Person moussa = gathering.guest("moussa", "Moussa Traoré");
        for (int line = 1; line <= 5; line++) {
            moussa.say("Buy my drums! Offer " + line);
            awa.hears("Offer " + line);
        }
        gathering.told("And the hare ran on");
        line(awa, "Offer 3").locator("button.name").click();
        choose(awa, "What Moussa Traoré said recently");
        Locator recent = awa.page().locator(".recent");
        assertThat(recent.locator("li")).hasCount(5);
        assertThat(recent.locator("li").first()).containsText("Offer 5");

        awa.page()
                .getByText("The chat’s rules", new Page.GetByTextOptions().setExact(true))
                .click();
        awa.page().getByLabel("Blocked words").fill("drums");
        awa.page().getByText("Save the words").click();
        assertThat(awa.page().getByText("Saved", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        moussa.say("Buy my DRUMS!");
        assertThat(moussa.page().getByText("Your message holds a word that is blocked here."))
                .isVisible();
        awa.page().getByLabel("Slow mode").selectOption("PT10S");
        assertThat(moussa.page().getByPlaceholder("Say something (slow mode)")).isVisible();
        awa.page().getByLabel("Only members write").check();
        assertThat(moussa.page().getByPlaceholder("Say something (members only)"))
                .isVisible();
        awa.page().getByLabel("The chat is on").uncheck();
        assertThat(moussa.page().getByText("The chat is switched off")).isVisible();
        assertThat(entry(awa, "The awa changed the chat’s rules").first()).isVisible();
        Chromium.photograph(awa.page(), "moderation-rules");
        assertThat(moussa.complaints()).isEmpty();
        assertThat(awa.complaints()).isEmpty();
    }

    @Test
    void a_moderator_keeps_order_beside_the_live_and_the_host_sees_it_in_the_log_at_once() {
        gathering.goLive();
        Person awa = gathering.host();
        Person kofi = gathering.guest("kofi", "Kofi Mensah");
        Person moussa = gathering.guestOnPhone("moussa", "Moussa Traoré");
        kofi.say("Good evening to all");
        moussa.say("Buy my drums!");
        awa.hears("Buy my drums!");
        assertThat(kofi.page().locator("[role=tab]")).hasCount(0);

        line(awa, "Good evening to all").locator("button.name").click();
        choose(awa, "Make Kofi Mensah a moderator");
        kofi.page().getByRole(AriaRole.TAB).first().focus();
        kofi.page().keyboard().press("ArrowRight");
        assertThat(kofi.page().getByRole(AriaRole.TAB, named("Moderation"))).isFocused();
        assertThat(kofi.page().getByRole(AriaRole.TABPANEL, named("Moderation")))
                .isVisible();
        assertThat(entry(kofi, "The awa made Kofi Mensah a moderator")).isVisible();
        kofi.page().keyboard().press("Home");
        assertThat(kofi.page().getByRole(AriaRole.TAB, named("Chat"))).isFocused();
        openConsole(awa);

        openMenu(kofi, "Buy my drums!");
        choose(kofi, "Mute Moussa Traoré");
        kofi.page().locator("dialog button.danger").locator("visible=true").click();
        assertThat(moussa.page().locator(".barred")).containsText("You are muted until");
        assertThat(entry(awa, "Kofi Mensah muted Moussa Traoré")).isVisible();
        Chromium.photograph(awa.page(), "moderation-log-follows");

        openConsole(kofi);
        kofi.page().getByLabel("Undo for Moussa Traoré").click();
        assertThat(moussa.page().getByText("You can write again.")).isVisible();
        assertThat(entry(awa, "Kofi Mensah lets Moussa Traoré write again")).isVisible();
        kofi.page().getByLabel("Slow mode").locator("xpath=ancestor::details").evaluate("it => it.open = true");
        kofi.page().getByLabel("Slow mode").selectOption("PT5S");
        assertThat(moussa.page().getByPlaceholder("Say something (slow mode)")).isVisible();
        assertThat(entry(awa, "Kofi Mensah changed the chat’s rules")).isVisible();
        kofi.page().setViewportSize(390, 844);
        Chromium.photograph(kofi.page(), "moderator-console-phone");

        awa.page().getByRole(AriaRole.TAB, named("Chat")).click();
        line(awa, "Good evening to all").locator("button.name").click();
        choose(awa, "Take moderation from Kofi Mensah");
        assertThat(kofi.page().locator("[role=tab]")).hasCount(0);
        assertThat(kofi.page().locator(".log").locator("visible=true")).hasCount(0);
        assertThat(gathering.complaints()).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void openConsole(Person moderator) {
        moderator
                .page()
                .locator(".tab", new Page.LocatorOptions().setHasText("Moderation"))
                .click();
        moderator.page().locator(".log").waitFor();
    }

    private static Locator entry(Person moderator, String words) {
        return moderator
                .page()
                .locator(".log ol > li > p:first-of-type", new Page.LocatorOptions().setHasText(words))
                .locator("..");
    }
}
