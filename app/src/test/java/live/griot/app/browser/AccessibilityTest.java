package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** axe-core finds nothing that breaks WCAG 2.2, levels A and AA, on any page, in the dark and in the light. */
@BesideOthers
class AccessibilityTest {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final List<String> found = new ArrayList<>();

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, Map.of("griot.admin.handles", "awa"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void nothing_keeps_anybody_out() {
        Person awa = new Person(chromium.somebody(), griot.address()).goTo("/signin");
        awa.page().getByLabel("Handle").waitFor();
        looksAt(awa, "signing in");
        awa.goTo("/recover");
        awa.page().getByText("I have a code").click();
        awa.page().getByLabel("New password").waitFor();
        looksAt(awa, "coming back by a code");
        awa.register("awa", "Awa Diop");
        awa.page().getByText("Nobody is live at the moment").waitFor();
        looksAt(awa, "nobody live");
        awa.page().getByText("Awa Diop").click();
        awa.page().getByText("Your lives").waitFor();
        looksAt(awa, "the menu of one's own");
        awa.goTo("/history");
        awa.page().getByText("Nothing yet").waitFor();
        looksAt(awa, "no history");
        awa.goTo("/studio");
        awa.until("document.querySelector('#preview')?.videoWidth > 0");
        awa.page()
                .evaluate(
                        "import('/js/api.js').then(api => api.post('/api/sessions', {title: 'The kora at dusk', description: '', type: 'VIDEO', visibility: 'PUBLIC', maxParticipants: 4, scheduledFor: new Date(Date.now() + 3e6).toISOString()}))");
        String planned = awa.page()
                .evaluate(
                        "import('/js/api.js').then(api => api.get('/api/sessions/scheduled')).then(page => page.items[0].id)")
                .toString();
        awa.page().reload();
        awa.page().getByText("Your scheduled lives").waitFor();
        awa.until("document.querySelector('#preview')?.videoWidth > 0");
        looksAt(awa, "going live");
        String id = awa.goLive("Tales of the hare and the hyena");
        awa.page().getByLabel("Your message").waitFor();
        looksAt(awa, "the studio");
        awa.page().locator(".on-air summary").click();
        looksAt(awa, "choosing devices on air");
        awa.page()
                .getByText("Invite", new Page.GetByTextOptions().setExact(true))
                .click();
        looksAt(awa, "inviting");
        awa.page().getByText("Copy a guest link").click();
        awa.page().locator(".address").waitFor();
        String link = awa.page().locator(".address").inputValue();
        awa.page().getByText("Done", new Page.GetByTextOptions().setExact(true)).click();
        awa.page()
                .getByText("Moderation", new Page.GetByTextOptions().setExact(true))
                .click();
        awa.page().getByText("Nothing had to be done so far.").waitFor();
        looksAt(awa, "the moderators' console");
        awa.page().locator(".brand").click();
        awa.page().getByText("Leave the studio while you are live?").waitFor();
        looksAt(awa, "the question before leaving");
        awa.page().keyboard().press("Escape");
        awa.page().getByText("Leave the studio while you are live?").waitFor(gone());

        Person moussa = new Person(phone(), griot.address()).register("moussa", "Moussa Traoré");
        moussa.page().getByText("Tales of the hare and the hyena").waitFor();
        moussa.page().getByText("The kora at dusk").waitFor();
        looksAt(moussa, "who is live and who is to come");
        moussa.goTo("/watch/" + planned);
        moussa.page().getByText("It begins on").waitFor();
        looksAt(moussa, "what is to come");
        moussa.goTo("/watch/" + id);
        moussa.until("document.querySelector('#veil')?.hidden");
        moussa.say("Good evening");
        moussa.hears("Good evening");
        looksAt(moussa, "watching");
        moussa.page().locator("#picture").hover();
        moussa.page().locator("#settings").click();
        moussa.page().locator(".settings").waitFor();
        looksAt(moussa, "choosing layout and quality");
        moussa.page().keyboard().press("Escape");
        moussa.page().locator(".lines .more").first().click();
        looksAt(moussa, "the menu of a message");
        moussa.page().keyboard().press("Escape");
        Person nobody = new Person(chromium.somebody("ar"), griot.address()).goTo("/watch/" + id);
        nobody.until("document.querySelector('#veil')?.hidden");
        looksAt(nobody, "watching in Arabic without an account");

        // Beside the hash it is the address of the page they are on.
        moussa.goTo("/").goTo(link);
        moussa.page().getByText("Awa Diop invites you on stage").waitFor();
        moussa.until("document.querySelector('#preview')?.videoWidth > 0");
        looksAt(moussa, "the door of a guest");
        moussa.goTo("/").goTo("/watch/" + id);
        moussa.hears("Good evening");

        Person admin = new Person(awa.page().context(), griot.address()).goTo("/admin");
        admin.page().getByLabel("End: Tales of the hare and the hyena").click();
        admin.page().getByLabel("Reason").waitFor();
        looksAt(admin, "the question before an admin ends a live");
        admin.page().keyboard().press("Escape");
        looksAt(admin, "lives, to an admin");

        awa.page().locator("#end").click();
        looksAt(awa, "the question before the end");
        awa.page().locator("dialog button[value=end]").click();
        moussa.page().getByText("This live has ended").waitFor();
        looksAt(moussa, "a live that is over");
        awa.goTo("/history");
        awa.page().getByText("Tales of the hare and the hyena").waitFor();
        looksAt(awa, "a history");
        awa.page().getByText("Tales of the hare and the hyena").click();
        awa.hears("Good evening");
        looksAt(awa, "a live of the past");
        awa.goTo("/profile");
        awa.page()
                .getByText("This device", new Page.GetByTextOptions().setExact(true))
                .waitFor();
        // Chromium asks for no passkey in a window that another one covers.
        awa.page().bringToFront();
        VirtualAuthenticator.in(awa.page());
        awa.page().getByLabel("Name of the passkey").fill("My phone");
        awa.page().getByText("Add a passkey").click();
        awa.page().getByText("Not used yet").waitFor();
        looksAt(awa, "one's account");
        awa.page().getByText("Erase my account…").click();
        awa.page().getByLabel("Type awa to go on").waitFor();
        looksAt(awa, "the question before an account is erased");

        awa.goTo("/admin#people");
        awa.page().getByLabel("Find a person").fill("moussa");
        awa.page().getByText("1 person found").waitFor();
        looksAt(awa, "people, to an admin");
        awa.page().getByText("Suspend…").click();
        awa.page().getByLabel("For how long").waitFor();
        looksAt(awa, "the question before somebody is suspended");
        awa.page().keyboard().press("Escape");
        awa.page().locator("a[href='#audit']").click();
        awa.page().getByText("made an account").first().waitFor();
        looksAt(awa, "what happened, to an admin");
        awa.page().locator("a[href='#health']").click();
        awa.page().locator("[data-component=database]").waitFor();
        looksAt(awa, "health, to an admin");

        awa.goTo("/people");
        awa.page().getByLabel("Find a person").fill("moussa");
        awa.page().getByLabel("Video call with Moussa").waitFor();
        looksAt(awa, "people");
        awa.page().getByLabel("Video call with Moussa").click();
        moussa.page().getByLabel("Accept: Awa Diop").waitFor();
        looksAt(moussa, "being called");
        moussa.page().getByLabel("Accept: Awa Diop").click();
        awa.page().waitForURL("**/studio#call");
        awa.page().waitForSelector("body[data-state=LIVE]");
        looksAt(awa, "a call");

        assertThat(found).isEmpty();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static BrowserContext phone() {
        return chromium.somebody(390, 844);
    }

    private void looksAt(Person person, String where) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            person.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            // No page has frames, and what is in order is not asked for: both are dear.
            AxeRunOptions violations = new AxeRunOptions();
            violations.setResultTypes(List.of("violations"));
            AxeBuilder axe = new AxeBuilder(person.page()).setLegacyMode(true).options(violations);
            // The dark page is the light one in other colours.
            AxeBuilder rules =
                    scheme == ColorScheme.LIGHT ? axe.withTags(WCAG) : axe.withRules(List.of("color-contrast"));
            List<Rule> broken = rules.analyze().getViolations();
            broken.forEach(rule -> found.add("%s, %s: %s".formatted(where, scheme, told(rule))));
        }
    }

    private static String told(Rule rule) {
        return "%s (%s): %s"
                .formatted(
                        rule.getId(),
                        rule.getImpact(),
                        rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList());
    }
}
