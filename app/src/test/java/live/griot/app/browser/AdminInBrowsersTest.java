package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of those who run the installation: for them alone, and for all that they have to do at night. */
@BesideOthers
class AdminInBrowsersTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static Person root;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, Map.of("griot.admin.handles", "root"));
        chromium = new Chromium();
        root = new Person(chromium.somebody(), griot.address()).register("root", "Rokhaya");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        griot.close();
    }

    @Test
    void a_live_is_seen_with_its_numbers_and_ended_with_a_reason() {
        Person awa = new Person(chromium.somebody(), griot.address()).register("awa", "Awa Diop");
        String id = awa.goLive("Tales of the hare and the hyena");
        ApiClient sira = griot.client().register("sira");
        assertThat(sira.post("/api/sessions/" + sira.createSession("The kora at dusk") + "/start")
                        .status())
                .isEqualTo(200);
        Page page = root.goTo("/").page();
        page.getByText("Rokhaya").click();
        page.getByRole(AriaRole.LINK, named("Administration")).click();
        page.waitForURL("**/admin");

        Locator live = page.locator("[data-session='" + id + "']");
        live.getByText("Awa Diop").waitFor();
        assertThat(figure(live, "Watching now").textContent()).matches("\\d+");
        assertThat(figure(live, "On stage").textContent()).isEqualTo("1");
        root.until("document.querySelector('[data-session=\"%s\"] griot-preview img')?.naturalWidth > 0".formatted(id));
        Chromium.photograph(page, "admin-lives");
        phone(page, "admin-lives-phone");

        live.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End: Tales of the hare and the hyena"))
                .click();
        page.getByLabel("Reason").fill("Sold what was not hers");
        Chromium.photograph(page, "admin-end");
        press(page, "End the live");

        page.getByText("“Tales of the hare and the hyena” is ended.").waitFor();
        live.waitFor(gone());
        awa.page().waitForSelector("body[data-state=ENDED]");
        assertThat(root.complaints()).isEmpty();
    }

    @Test
    void a_person_is_found_shut_out_let_in_and_given_a_way_back() {
        ApiClient moussa = griot.client().register("moussa");
        Page page = open("people");
        page.getByText("Nobody is suspended.").waitFor();
        page.getByText("Nobody is banned.").waitFor();
        page.getByLabel("Find a person").fill("mous");
        page.getByText("1 person found").waitFor();

        press(page, "Suspend…: The moussa");
        page.getByLabel("Reason").fill("Spam in every chat");
        Chromium.photograph(page, "admin-suspend");
        press(page, "Suspend");
        page.getByText("The moussa is suspended.").waitFor();
        page.locator(".admin-out").getByText("Reason: Spam in every chat").waitFor();
        assertThat(moussa.get("/api/me").status()).isEqualTo(401);
        press(page, "Ban…: The moussa");
        page.getByLabel("Reason").fill("Spam in every chat");
        page.getByLabel("For how long").selectOption("P7D");
        press(page, "Ban");
        page.getByText("The moussa is banned from all lives.").waitFor();
        Chromium.photograph(page, "admin-people");
        phone(page, "admin-people-phone");

        press(page.locator(".admin-list").first(), "Lift the suspension: The moussa");
        page.getByText("The moussa can sign in again.").waitFor();
        page.getByText("Nobody is suspended.").waitFor();
        press(page.locator(".admin-list").first(), "Lift the ban: The moussa");
        page.getByText("The moussa can take part in lives again.").waitFor();

        press(page, "Way back…: The moussa");
        press(page, "Make the code");
        String code = page.locator("dialog .address").inputValue();
        Chromium.photograph(page, "admin-code");
        press(page, "Done");
        assertThat(griot.client()
                        .post("/api/auth/reset", Map.of("code", code, "password", "a horse of another colour"))
                        .status())
                .isEqualTo(204);

        page.getByRole(AriaRole.LINK, named("Log: The moussa")).click();
        page.getByText("set a password by a code").waitFor();
        page.getByText("suspension lifted").waitFor();
        page.getByLabel("Show").selectOption("ADMIN_ACT");
        page.getByText("set a password by a code").waitFor(gone());
        page.getByText("code given to set a password").waitFor();
        Chromium.photograph(page, "admin-log");
        phone(page, "admin-log-phone");
        assertThat(root.complaints()).isEmpty();
    }

    @Test
    void new_people_are_invited_by_a_code_that_can_be_taken_back() {
        Page page = open("invitations");
        page.getByText("There is none.").waitFor();
        page.getByText("Everybody may make an account here").waitFor();
        page.getByLabel("How many may come by it").fill("3");
        press(page, "Make a code");
        page.getByText("An invitation code").waitFor();
        assertThat(page.locator("dialog .address").inputValue()).matches("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}");
        press(page, "Copy");
        page.getByText("Copied").waitFor();
        Chromium.photograph(page, "admin-invitation");
        page.keyboard().press("Escape");
        page.getByText("For 3 more people").waitFor();
        Chromium.photograph(page, "admin-invitations");
        phone(page, "admin-invitations-phone");

        page.locator(".admin-list button").click();
        page.locator("dialog[open] .danger").click();

        page.getByText("The code is taken back.").waitFor();
        page.getByText("There is none.").waitFor();
        assertThat(root.complaints()).isEmpty();
    }

    @Test
    void health_is_seen_at_a_glance_and_all_of_it_in_arabic_in_the_dark_too() {
        Page page = open("health");
        page.locator("[data-component=database]").getByText("Well").waitFor();
        page.locator("[data-component=mail]").getByText("Not set up").waitFor();
        page.locator("[data-component=reads]").getByText("Well").waitFor();
        Chromium.photograph(page, "admin-health");
        phone(page, "admin-health-phone");

        page.evaluate("localStorage.setItem('griot.language', 'ar')");
        try {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.reload();
            page.locator("[data-component=database]").getByText("سليم").waitFor();
            Chromium.photograph(page, "admin-health-arabic");
            phone(page, "admin-health-arabic-phone");
            page.locator("a[href='#people']").click();
            page.getByText("لا أحد موقوف.").waitFor();
            phone(page, "admin-people-arabic-phone");
            page.locator("a[href='#audit']").click();
            page.locator(".admin-log li").first().waitFor();
            assertThat(page.locator(".admin-log [lang=en]").count())
                    .as("sentences of the audit that nobody has translated")
                    .isZero();
            Chromium.photograph(page, "admin-log-arabic");
            phone(page, "admin-log-arabic-phone");
            page.locator("a[href='#invitations']").click();
            page.getByText("يستطيع الجميع إنشاء حساب هنا").waitFor();
            phone(page, "admin-invitations-arabic-phone");
        } finally {
            page.evaluate("localStorage.removeItem('griot.language')");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        }
        assertThat(root.complaints()).isEmpty();
    }

    @Test
    void for_everybody_else_there_is_no_such_page() {
        Person kofi = new Person(chromium.somebody(), griot.address()).goTo("/admin#people");
        kofi.page().waitForURL("**/signin?next=*");
        kofi.register("kofi", "Kofi Mensah");

        kofi.goTo("/admin#people");
        kofi.page().getByText("There is nothing here").waitFor();
        kofi.page().getByText("Kofi Mensah").click();
        kofi.page().waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(kofi.page().locator("a[href='/admin']").count()).isZero();
        assertThat(kofi.page().locator(".admin-parts").count()).isZero();
        assertThat(kofi.complaints()).isEmpty();
    }

    /** A hash alone would lead to another part of the page that is there. */
    private static Page open(String part) {
        root.page().navigate("about:blank");
        return root.goTo("/admin#" + part).page();
    }

    private static void phone(Page page, String name) {
        page.setViewportSize(390, 844);
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth"))
                .as("%s is wider than the screen", name)
                .isFalse();
        Chromium.photograph(page, name);
        page.setViewportSize(1280, 800);
    }

    private static Locator figure(Locator live, String name) {
        return live.locator(".admin-figures div", new Locator.LocatorOptions().setHasText(name))
                .locator("dd");
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static void press(Locator within, String name) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
