package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import live.griot.app.support.ApiClient;
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
        griot = StartedGriot.in(data, Map.of("griot.admin.handles", "keeper"));
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

    @Test
    void what_one_changes_about_oneself_is_said_to_be_done_or_why_it_is_not() throws IOException {
        Person nana = new Person(chromium.somebody(1280, 1900), griot.address()).register("nana", "Nana Sy");
        nana.goTo("/profile");
        Page hers = nana.page();
        hers.getByLabel("About you").fill("Tells of the river");
        hers.getByLabel("Web addresses").fill("javascript:alert(1)");
        press(hers, "Save");
        hers.getByText("Up to five web addresses, each beginning").waitFor();
        hers.getByLabel("Web addresses").fill("https://example.org/nana");
        hers.getByLabel("E-mail address").fill("nana@example.org");
        hers.getByLabel("Language of mails to you").selectOption("fr");
        press(hers, "Save");
        hers.getByText("Saved").waitFor();

        choosePicture(hers, "words.png", "no picture".getBytes(StandardCharsets.UTF_8));
        hers.getByText("This picture cannot be read").waitFor();
        choosePicture(hers, "face.png", picture());
        hers.getByAltText("The picture that you chose").waitFor();
        press(hers, "Use this picture");
        hers.getByText("This is your picture now").waitFor();
        nana.until("document.querySelector('img.face').naturalWidth === 256");
        Chromium.photograph(hers, "account");

        hers.reload();
        assertThat(hers.getByLabel("About you").inputValue()).isEqualTo("Tells of the river");
        assertThat(hers.getByLabel("Language of mails to you").inputValue()).isEqualTo("fr");
        press(hers, "Remove the picture");
        hers.getByText("Your picture is removed").waitFor();
        assertThat(nana.complaints()).allMatch(OwnPagesInBrowsersTest::isOfARefusal);
    }

    @Test
    void devices_and_passwords_are_changed_and_who_forgot_theirs_comes_back_by_a_code() {
        ApiClient keeper = griot.client().register("keeper");
        Person oumou = new Person(chromium.somebody(390, 844), griot.address()).register("oumou", "Oumou Ba");
        Page hers = oumou.page();
        Locator devices = hers.locator(".signed-in li");
        signInElsewhere("oumou", "correct horse oumou");
        oumou.goTo("/profile");
        hers.getByText("This device", new Page.GetByTextOptions().setExact(true))
                .waitFor();
        assertThat(devices.count()).isEqualTo(2);
        hers.locator(".signed-in button").click();
        hers.getByText("That device is signed out").waitFor();
        assertThat(devices.count()).isEqualTo(1);

        signInElsewhere("oumou", "correct horse oumou");
        changePassword(hers, "wrong horse oumou", "quite another mule");
        hers.getByText("The current password is wrong.").waitFor();
        changePassword(hers, "correct horse oumou", "password123");
        hers.getByText("must not be one that is guessed first").waitFor();
        changePassword(hers, "correct horse oumou", "quite another mule");
        hers.getByText("Your password is changed").waitFor();
        assertThat(devices.count()).isEqualTo(1);
        assertThat(widerThanTheScreen(hers)).isFalse();
        Chromium.photograph(hers, "account-devices-phone");

        press(hers, "Sign out everywhere");
        hers.locator("dialog[open] .danger").click();
        hers.waitForURL("**/signin");
        hers.getByText("Forgot your password?").click();
        hers.getByLabel("Handle").fill("oumou");
        press(hers, "Send me a code");
        hers.getByText("a code is on its way").waitFor();
        Chromium.photograph(hers, "recover-phone");
        setByCode(hers, "NO-SUCH-CODE");
        hers.getByText("This code is not good").waitFor();
        String id = keeper.get("/api/users?q=oumou").at("/items/0/id");
        setByCode(hers, keeper.post("/api/admin/users/" + id + "/reset").at("/code"));
        hers.getByText("Your password is set").waitFor();
        hers.getByRole(AriaRole.LINK, named("Sign in")).last().click();
        hers.getByLabel("Handle").fill("oumou");
        hers.getByLabel("Password").fill("a third and last mule");
        hers.locator("#submit").click();
        hers.waitForURL(griot.address().resolve("/").toString());

        hers.evaluate("localStorage.setItem('griot.language', 'ar')");
        oumou.goTo("/profile");
        hers.getByText("هذا الجهاز", new Page.GetByTextOptions().setExact(true)).waitFor();
        assertThat(widerThanTheScreen(hers)).isFalse();
        hers.setViewportSize(390, 2900);
        Chromium.photograph(hers, "account-arabic-phone");
        assertThat(oumou.complaints()).allMatch(OwnPagesInBrowsersTest::isOfARefusal);
    }

    private static void signInElsewhere(String handle, String password) {
        var answer = griot.client().post("/api/auth/login", Map.of("handle", handle, "password", password));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void changePassword(Page page, String current, String next) {
        page.getByLabel("Current password").fill(current);
        page.getByLabel("New password").fill(next);
        press(page, "Change the password");
    }

    private static void setByCode(Page page, String code) {
        page.getByLabel("Code").fill(code);
        page.getByLabel("New password").fill("a third and last mule");
        press(page, "Set the password");
    }

    private static void choosePicture(Page page, String name, byte[] bytes) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "image/png", bytes));
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    /** A browser tells of each call that was refused, which is what is tried here, and of a picture that is none. */
    private static boolean isOfARefusal(String complaint) {
        return complaint.startsWith("Failed to load resource: the server responded with a status of 4");
    }

    private static boolean widerThanTheScreen(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
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
