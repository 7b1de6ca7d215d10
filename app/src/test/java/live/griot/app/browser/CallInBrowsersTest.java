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
import java.util.Map;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people call each other: it rings on whatever page the other is, until it is answered, hung up, or rings out. */
class CallInBrowsersTest {
    private static final String MOVES =
            "[...document.querySelectorAll('#tiles .tile video')].some(video => video.videoWidth > 0 && video.currentTime > 1)";

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, Map.of("griot.invitation.ring-time", "PT15S"));
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
    void a_call_that_is_accepted_takes_both_to_it() {
        Person awa = new Person(chromium.somebody(390, 844), griot.address()).register("awa", "Awa Diop");
        Person moussa = new Person(chromium.somebody(), griot.address()).register("moussa", "Moussa Traoré");

        call(moussa, "awa", "Video call with Awa Diop");
        moussa.page().getByText("Calling Awa Diop…").waitFor();
        Chromium.photograph(moussa.page(), "calling");
        awa.page().getByText("Moussa Traoré is calling").waitFor();
        awa.page().waitForSelector("body[data-ringing]");
        awa.until("document.title === 'Moussa Traoré is calling'");
        awa.until("document.title === 'Live now · Griot'");
        Chromium.photograph(awa.page(), "called-phone");
        moussa.page().reload();
        moussa.page().getByText("Calling Awa Diop…").waitFor();
        press(awa, "Accept: Moussa Traoré");

        awa.page().waitForURL("**/watch/*#stage&call");
        moussa.page().waitForURL("**/studio#call");
        awa.until(MOVES);
        moussa.until(MOVES);
        moussa.page().waitForSelector("#call-duration >> text=/0:0[1-9]/");
        assertThat(moussa.page().locator("#title").textContent()).isEqualTo("Awa Diop");
        for (String unwanted : List.of("#over", ".applause", ".tabs", "#screen")) {
            assertThat(moussa.page().locator(unwanted).locator("visible=true").count())
                    .as("%s in a call", unwanted)
                    .isZero();
        }
        Chromium.photograph(awa.page(), "call-phone");
        Chromium.photograph(moussa.page(), "call");

        press(awa, "Hang up");
        awa.page().waitForURL("**/people");
        moussa.page().waitForSelector("body[data-state=ENDED]");
        Chromium.photograph(moussa.page(), "call-over");
        assertThat(awa.complaints()).isEmpty();
        assertThat(moussa.complaints()).isEmpty();
    }

    @Test
    void a_call_can_be_declined_hung_up_or_not_answered() {
        Person sira = new Person(chromium.somebody(), griot.address()).register("sira", "Sira Keïta");
        Person kofi = new Person(chromium.somebody(390, 844), griot.address()).register("kofi", "Kofi Mensah");
        Locator ringing = sira.page().getByText("Kofi Mensah is calling, by sound only");

        call(kofi, "sira", "Sound call with Sira Keïta");
        Chromium.photograph(kofi.page(), "calling-phone");
        ringing.waitFor();
        Chromium.photograph(sira.page(), "called");
        press(sira, "Decline: Kofi Mensah");
        kofi.page().getByText("Sira Keïta declined").waitFor();
        Chromium.photograph(kofi.page(), "declined-phone");

        press(kofi, "Call again");
        ringing.waitFor();
        press(kofi, "Hang up");
        ringing.waitFor(gone());
        sira.page().waitForSelector("body:not([data-ringing])");
        kofi.page().getByText("Calling Sira Keïta…").waitFor(gone());

        call(kofi, "sira", "Sound call with Sira Keïta");
        ringing.waitFor();
        kofi.page().getByText("Sira Keïta did not answer").waitFor();
        ringing.waitFor(gone());
        press(kofi, "Close");
        assertThat(kofi.complaints()).isEmpty();
        assertThat(sira.complaints()).isEmpty();
    }

    @Test
    void who_hangs_up_does_not_join_again_while_it_ends() {
        Person fanta = new Person(chromium.somebody(), griot.address()).register("fanta", "Fanta Sow");
        Person yaw = new Person(chromium.somebody(), griot.address()).register("yaw", "Yaw Boateng");
        call(yaw, "fanta", "Video call with Fanta Sow");
        press(fanta, "Accept: Yaw Boateng");
        fanta.page().waitForURL("**/watch/*#stage&call");
        yaw.page().waitForURL("**/studio#call");
        fanta.until(MOVES);
        yaw.until(MOVES);
        List<Route> left = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        fanta.page().route("**/leave", left::add);
        fanta.page().onRequest(request -> {
            if (request.url().endsWith("/join")) {
                joined.add(request.url());
            }
        });

        press(fanta, "Hang up");
        fanta.page().waitForCondition(() -> !left.isEmpty());
        APIResponse answer = left.get(0).fetch();
        yaw.page().waitForSelector("body[data-state=ENDED]");
        fanta.page().waitForSelector("body[data-state=ENDED]");
        left.get(0).fulfill(new Route.FulfillOptions().setResponse(answer));

        fanta.page().waitForURL("**/people");
        assertThat(joined).isEmpty();
        assertThat(fanta.complaints()).isEmpty();
        assertThat(yaw.complaints()).isEmpty();
    }

    private static void call(Person caller, String words, String how) {
        caller.goTo("/people");
        caller.page().getByLabel("Find a person").fill(words);
        caller.page().getByLabel(how).click();
    }

    private static void press(Person somebody, String name) {
        somebody.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
