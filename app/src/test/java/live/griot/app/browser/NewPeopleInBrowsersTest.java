package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What new people see where an account is not everybody's to make. */
@BesideOthers
class NewPeopleInBrowsersTest {
    static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void where_it_is_by_invitation_the_page_asks_for_the_code(@TempDir Path data) {
        try (StartedGriot griot = with(data, "INVITE")) {
            ApiClient root = griot.client().register("root");
            String code = root.post("/api/admin/invitations", Map.of()).at("/code");
            Page page = new Person(chromium.somebody(390, 844), griot.address())
                    .goTo("/signin")
                    .page();
            page.getByText("Make an account").click();
            page.getByLabel("Handle").fill("fanta");
            page.getByLabel("Name that others see").fill("Fanta Keita");
            page.getByLabel("Password").fill("correct horse fanta");
            page.getByLabel("Invitation code").fill("00000-00000-00000-00000");
            page.getByText("Make the account").click();
            page.locator("#problem:visible").waitFor();
            Chromium.photograph(page, "signup-invitation-phone");
            assertThat(page.locator("#problem").textContent()).doesNotContain("REGISTRATION");

            page.getByLabel("Invitation code").fill(code.toLowerCase(Locale.ROOT));
            page.getByText("Make the account").click();

            page.waitForURL(griot.address().resolve("/").toString());
            page.getByText("Fanta Keita").waitFor();
        }
    }

    @Test
    void where_it_is_closed_the_page_says_so(@TempDir Path data) {
        try (StartedGriot griot = with(data, "CLOSED")) {
            Person somebody = new Person(chromium.somebody("ar"), griot.address()).goTo("/signin");
            Page page = somebody.page();

            page.getByText("لا يستقبل هذا الخادم أشخاصًا جددًا").waitFor();
            Chromium.photograph(page, "signin-closed-arabic");
            assertThat(somebody.complaints()).isEmpty();
            assertThat(griot.client()
                            .post(
                                    "/api/auth/register",
                                    Map.of(
                                            "handle",
                                            "fanta",
                                            "displayName",
                                            "Fanta",
                                            "password",
                                            "correct horse fanta"))
                            .refusal())
                    .isEqualTo("403 REGISTRATION_CLOSED");
        }
    }

    private static StartedGriot with(Path data, String registration) {
        return StartedGriot.in(data, Map.of("griot.registration", registration, "griot.admin.handles", "root"));
    }
}
