package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host invites from the studio; who is invited is told on whatever page they are, and answers there. */
@BesideOthers
class InvitationsInBrowsersTest {
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
    void who_is_invited_is_told_on_any_page_accepts_and_is_on_stage_with_the_host() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");
        moussa.goTo("/history");
        awa.goLive("Two at the fire");

        press(awa, "Invite");
        awa.page().getByLabel("A word to go with it").fill("Sing with us 🎶");
        awa.page().getByLabel("Find a person").fill("mous");
        Locator found = awa.page().getByLabel("Invite Moussa Traoré");
        found.waitFor();
        Chromium.photograph(awa.page(), "invite-found");
        found.click();
        awa.page().locator("[data-invited]").getByText("No answer yet").waitFor();
        Chromium.photograph(awa.page(), "invite-sent");

        Page his = moussa.page();
        his.getByText("Awa Diop invites you on stage").waitFor();
        his.getByText("Sing with us 🎶").waitFor();
        his.locator(".toast").getByText("Two at the fire").waitFor();
        Chromium.photograph(his, "invited");
        moussa.goTo("/");
        his.getByText("Awa Diop invites you on stage").waitFor();
        his.setViewportSize(390, 844);
        Chromium.photograph(his, "invited-phone");
        his.setViewportSize(1280, 800);
        press(moussa, "Accept: Awa Diop");

        his.waitForURL("**/watch/*#stage");
        moussa.until("document.querySelector('#own')?.videoWidth > 0");
        awa.page().locator("[data-invited]").getByText("Accepted").waitFor();
        press(awa, "Done");
        plays(awa);
        plays(moussa);
        Chromium.photograph(his, "invited-on-stage");
        Chromium.photograph(awa.page(), "invited-on-stage-host");

        his.reload();
        moussa.until("document.querySelector('#own')?.videoWidth > 0");

        assertThat(awa.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
    }

    @Test
    void who_declines_is_left_alone_and_what_is_taken_back_goes_away() {
        Person sira = new Person(chromium.somebody(390, 844), griot.address()).register("sira", "Sira Keïta");
        Person kofi = new Person(chromium.somebody(390, 844), griot.address()).register("kofi", "Kofi Mensah");
        sira.goLive("Morning songs");
        Locator toast = kofi.page().getByText("Sira Keïta invites you on stage");

        press(sira, "Invite");
        invite(sira, "kofi", "Kofi Mensah");
        toast.waitFor();
        press(kofi, "Decline: Sira Keïta");
        toast.waitFor(gone());
        sira.page().locator("[data-invited]").getByText("Declined").waitFor();

        invite(sira, "kofi", "Kofi Mensah");
        toast.waitFor();
        Chromium.photograph(sira.page(), "invite-phone");
        sira.page().getByLabel("Take back the invitation to Kofi Mensah").click();
        toast.waitFor(gone());
        sira.page().locator("[data-invited]").getByText("Taken back").waitFor();
        kofi.page().reload();
        kofi.page().getByText("People telling").waitFor();
        assertThat(toast.count()).isZero();

        kofi.page().evaluate("localStorage.setItem('griot.language', 'ar')");
        kofi.page().reload();
        invite(sira, "kofi", "Kofi Mensah");
        kofi.page().getByText("Sira Keïta يدعوك إلى المنصة").waitFor();
        Chromium.photograph(kofi.page(), "invited-arabic-phone");
        kofi.page().setViewportSize(1280, 800);
        Chromium.photograph(kofi.page(), "invited-arabic");

        assertThat(sira.complaints()).isEmpty();
        assertThat(kofi.complaints()).isEmpty();
    }

    @Test
    void what_is_told_while_an_older_answer_is_on_its_way_stays() {
        Person fanta = new Person(chromium.somebody(), griot.address()).register("fanta", "Fanta Sow");
        Person yaw = new Person(chromium.somebody(), griot.address()).register("yaw", "Yaw Boateng");
        Page his = yaw.page();
        List<Route> asked = new ArrayList<>();
        List<String> told = new ArrayList<>();
        his.onWebSocket(socket -> socket.onFrameReceived(frame -> told.add(frame.text())));
        fanta.goLive("Slow answers");
        his.waitForResponse("**/api/invitations?state=PENDING", () -> yaw.goTo("/history"));
        his.route("**/api/invitations?state=PENDING", asked::add);
        his.reload();
        his.waitForCondition(() -> !asked.isEmpty());
        APIResponse nothingYet = asked.get(0).fetch();

        press(fanta, "Invite");
        invite(fanta, "yaw", "Yaw Boateng");
        his.waitForCondition(() -> told.stream().anyMatch(frame -> frame.contains("invitationReceived")));
        asked.get(0).fulfill(new Route.FulfillOptions().setResponse(nothingYet));

        his.getByText("Fanta Sow invites you on stage").waitFor();
    }

    private static void invite(Person host, String words, String name) {
        host.page().getByLabel("Find a person").fill(words);
        host.page()
                .getByLabel("Invite " + name, new Page.GetByLabelOptions().setExact(true))
                .click();
    }

    private static void press(Person somebody, String name) {
        somebody.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** A picture of somebody else moves. */
    private static void plays(Person somebody) {
        somebody.until(
                "[...document.querySelectorAll('#tiles .tile video')].some(video => video.videoWidth > 0 && video.currentTime > 1)");
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
