package live.griot.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static live.griot.app.browser.Gathering.choose;
import static live.griot.app.browser.Gathering.line;
import static live.griot.app.browser.Gathering.openMenu;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the chat, in their browsers. */
@BesideOthers
class ChatInBrowsersTest {
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
    void people_answer_and_react_and_what_is_pinned_or_deleted_is_so_for_all_at_once() {
        Person awa = gathering.host();
        Person moussa = gathering.guest("moussa", "Moussa Traoré");
        Person ines = gathering.guestOnPhone("ines", "Inès Ba");
        moussa.say("Why does the hare have long ears?");
        moussa.say("And where did the hyena go?");

        // Without a mouse: up to the last message but one, its menu, and from there to the answer.
        awa.hears("And where did the hyena go?");
        awa.page().locator(".lines").focus();
        awa.page().keyboard().press("ArrowUp");
        awa.page().keyboard().press("ArrowUp");
        awa.page().keyboard().press("Enter");
        awa.page().locator("[role=menu]").waitFor();
        Chromium.photograph(awa.page(), "chat-menu-host");
        awa.page().keyboard().press("Escape");
        assertThat(line(awa, "long ears?").locator("button.more")).isFocused();
        awa.page().keyboard().press("Enter");
        awa.page().keyboard().press("r");
        awa.page().keyboard().press("Enter");
        assertThat(awa.page().getByLabel("Your message")).isFocused();
        Chromium.photograph(awa.page(), "chat-answering");
        awa.page().keyboard().type("Because he listens at every door");
        awa.page().keyboard().press("Enter");

        Locator quote = line(ines, "listens at every door").locator(".quote");
        assertThat(quote).containsText("Moussa Traoré");
        quote.click();
        assertThat(ines.page().locator(".lines li.flashed")).containsText("Why does the hare");

        openMenu(ines, "listens at every door");
        Chromium.photograph(ines.page(), "chat-menu-phone");
        ines.page().getByLabel("React with 😂").click();
        assertThat(line(moussa, "listens at every door").locator(".chip")).hasText("😂 1");
        line(moussa, "listens at every door").locator(".chip").click();
        assertThat(line(ines, "listens at every door").locator(".chip")).hasText("😂 2");
        line(ines, "listens at every door").locator(".chip").click();
        assertThat(line(moussa, "listens at every door").locator(".chip")).hasText("😂 1");

        openMenu(awa, "And where did the hyena go?");
        choose(awa, "Pin");
        assertThat(moussa.page().locator(".pins li")).hasCount(1);
        awa.page().locator(".pins li").waitFor();
        openMenu(awa, "Because he listens at every door");
        choose(awa, "Pin");
        assertThat(moussa.page().locator(".pins li")).hasCount(2);
        assertThat(moussa.page().locator(".pins li").first()).containsText("hyena");
        assertThat(moussa.page().locator(".pins li").last()).containsText("listens");
        Chromium.photograph(moussa.page(), "chat-pins");
        Chromium.photograph(ines.page(), "chat-pins-phone");
        awa.page().locator(".pins li").first().getByLabel("Unpin").click();
        assertThat(ines.page().locator(".pins li")).hasCount(1);

        openMenu(awa, "And where did the hyena go?");
        choose(awa, "Delete");
        assertThat(moussa.page().locator(".lines li").nth(1)).containsText("Message removed");
        moussa.page().locator(".lines li").nth(0).locator("button.more").click();
        choose(moussa, "Delete");
        assertThat(ines.page().locator(".lines li").nth(0)).containsText("Message removed");
        assertThat(ines.page().locator(".lines li").nth(2)).containsText("listens at every door");
        Chromium.photograph(awa.page(), "chat-removed");

        gathering.pretended("Send me your password");
        ines.page().locator(".pill").click(); // she looks at what the quote led to
        assertThat(line(ines, "Send me your password").locator(".alike")).containsText("@storyteller");
        assertThat(line(ines, "listens at every door").locator(".alike")).hasCount(0);
        Chromium.photograph(ines.page(), "chat-alike-phone");
        assertThat(gathering.complaints()).isEmpty();
    }

    @Test
    void slow_mode_counts_down_on_the_button() {
        Person moussa = gathering.guest("moussa", "Moussa Traoré");
        gathering.rule("slowMode", "PT8S");
        assertThat(moussa.page().getByPlaceholder("Say something (slow mode)")).isVisible();

        moussa.say("Once upon a time");
        Locator button = moussa.page().locator(".compose button");
        assertThat(button).isDisabled();
        assertThat(button).hasText(Pattern.compile("[1-8] s"));
        Chromium.photograph(moussa.page(), "chat-slow-mode");
        assertThat(button).hasText("Send");
        moussa.say("there was a hare");
        moussa.hears("there was a hare");

        // Who comes anew still waits.
        moussa.page().reload();
        assertThat(button).hasText(Pattern.compile("[1-8] s"));
        assertThat(gathering.complaints()).isEmpty();
    }

    @Test
    void who_looks_back_stays_where_they_are_and_is_told_how_much_is_new() {
        Person moussa = gathering.guest("moussa", "Moussa Traoré");
        for (int line = 1; line <= 220; line++) {
            gathering.told("The hare took step " + line + ".");
        }
        moussa.hears("step 220.");
        assertThat(moussa.number("document.querySelectorAll('.lines li').length"))
                .isLessThanOrEqualTo(150);
        moussa.page().reload();
        moussa.hears("step 220.");
        assertThat(moussa.number("document.querySelectorAll('.lines li').length"))
                .isEqualTo(50);

        moussa.page().locator(".lines").hover();
        moussa.page().waitForCondition(() -> {
            moussa.page().mouse().wheel(0, -600);
            return line(moussa, "step 1.").count() == 1;
        });
        moussa.page().waitForCondition(() -> {
            moussa.page().mouse().wheel(0, -600);
            return moussa.number("document.querySelector('.lines').scrollTop") == 0;
        });
        assertThat(moussa.number("document.querySelectorAll('.lines li').length"))
                .isLessThanOrEqualTo(150);
        gathering.told("A new one");
        Locator pill = moussa.page().locator(".pill");
        assertThat(pill).hasText("1 new message");
        gathering.told("And another");
        assertThat(pill).hasText("2 new messages");
        Chromium.photograph(moussa.page(), "chat-new-messages");
        moussa.page().setViewportSize(390, 844);
        assertThat(pill).isVisible();
        Chromium.photograph(moussa.page(), "chat-new-messages-phone");
        assertThat(line(moussa, "step 1.")).isVisible();

        pill.click();
        assertThat(pill).isHidden();
        assertThat(line(moussa, "And another")).isVisible();
        assertThat(moussa.page().getByLabel("Your message")).isFocused();
        gathering.told("The last");
        assertThat(line(moussa, "The last")).isVisible();
        assertThat(pill).isHidden();
        assertThat(gathering.complaints()).isEmpty();
    }

    @Test
    void a_line_is_as_long_as_people_count_and_the_states_in_which_nobody_writes_say_why() {
        Person moussa = gathering.guestOnPhone("moussa", "Moussa Traoré");
        Locator line = moussa.page().getByLabel("Your message");
        line.fill("👨‍👩‍👧‍👦".repeat(320).substring(0, 3_000));
        line.fill("é".repeat(460));
        assertThat(moussa.page().locator(".compose .left")).hasText("40");
        line.fill("é".repeat(501));
        assertThat(moussa.page().locator(".compose .left")).hasText("-1");
        assertThat(moussa.page().locator(".compose button")).isDisabled();
        Chromium.photograph(moussa.page(), "chat-too-long-phone");
        line.fill("👨‍👩‍👧‍👦".repeat(300));
        assertThat(moussa.page().locator(".compose .left")).isHidden();
        line.press("Enter");
        moussa.hears("👨‍👩‍👧‍👦");

        gathering.rule("membersOnly", true);
        assertThat(moussa.page().getByPlaceholder("Say something (members only)"))
                .isVisible();
        moussa.say("May I?");
        assertThat(moussa.page().getByText("Only members may write here.")).isVisible();
        Chromium.photograph(moussa.page(), "chat-members-only-phone");
        gathering.rule("membersOnly", false);
        assertThat(line).isEnabled();
        gathering.rule("enabled", false);
        assertThat(moussa.page().getByText("The chat is switched off")).isVisible();
        assertThat(line).isDisabled();
        Chromium.photograph(moussa.page(), "chat-off-phone");
        gathering.rule("enabled", true);
        assertThat(line).isEnabled();
        assertThat(line).hasValue("May I?");
        assertThat(gathering.complaints()).isEmpty();
    }
}
