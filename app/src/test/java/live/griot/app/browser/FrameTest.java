package live.griot.app.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around the pages: the browser's language until somebody chooses another, Arabic from right to left, and one's own menu. */
@BesideOthers
class FrameTest {
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
    void the_browsers_language_is_spoken_where_there_is_no_choice() {
        Person visitor = new Person(chromium.somebody("fr-CA"), griot.address()).goTo("/");
        visitor.page().getByText("Personne n’est en direct pour l’instant").waitFor();
        assertThat(visitor.page().title()).isEqualTo("En direct maintenant · Griot");
        assertThat(visitor.page().getAttribute("html", "lang")).isEqualTo("fr");
        Chromium.photograph(visitor.page(), "discover-french");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void a_language_that_is_not_there_is_english_and_the_choice_is_kept() {
        Person visitor = new Person(chromium.somebody("sw-KE"), griot.address()).goTo("/");
        visitor.page().getByText("Nobody is live at the moment").waitFor();

        visitor.page().getByLabel("Language").selectOption("ar");
        visitor.page().getByText("لا أحد يبث الآن").waitFor();
        visitor.goTo("/signin");

        visitor.page().getByText("مرحبًا بعودتك").waitFor();
        assertThat(visitor.page().getAttribute("html", "dir")).isEqualTo("rtl");
        Chromium.photograph(visitor.page(), "signin-arabic");
        visitor.page().setViewportSize(390, 844);
        visitor.goTo("/");
        visitor.page().getByText("لا أحد يبث الآن").waitFor();
        assertThat(widerThanTheScreen(visitor.page())).isFalse();
        Chromium.photograph(visitor.page(), "discover-arabic-phone");
    }

    @Test
    void a_page_that_is_not_there_says_so_and_shows_the_way_home() {
        Person visitor = new Person(chromium.somebody("fr-FR"), griot.address()).goTo("/no/such/page");
        visitor.page().getByText("Il n’y a rien ici").waitFor();

        visitor.page().getByText("Voir les directs en cours").click();

        visitor.page().getByText("Personne n’est en direct pour l’instant").waitFor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.//other.example/x",
                "//other.example/x",
                "{own}//other.example/x",
                "\\\\other.example",
                "http://[",
                "javascript:alert(1)"
            })
    void signing_in_leads_to_pages_of_this_site_alone(String next) {
        Person visitor = new Person(chromium.somebody("en"), griot.address());
        String handle = "next" + Integer.toHexString(next.hashCode());
        visitor.goTo("/signin?next="
                + URLEncoder.encode(next.replace("{own}", griot.address().toString()), UTF_8));
        visitor.page().getByText("Make an account").click();
        visitor.page().getByLabel("Handle").fill(handle);
        visitor.page().getByLabel("Name that others see").fill("Awa");
        visitor.page().getByLabel("Password").fill("correct horse " + handle);

        visitor.page().getByText("Make the account").click();

        visitor.page().waitForURL(address -> !address.contains("/signin"));
        assertThat(visitor.page().url()).startsWith(griot.address() + "/");
    }

    @Test
    void what_is_refused_is_said_in_the_persons_language() {
        Person visitor = new Person(chromium.somebody("fr-FR"), griot.address()).goTo("/signin");
        visitor.page().getByLabel("Identifiant").fill("nobody");
        visitor.page().getByLabel("Mot de passe").fill("not the password");
        visitor.page().locator("#submit").click();

        visitor.page().getByText("Identifiant ou mot de passe incorrect.").waitFor();
        visitor.goTo("/watch/01ARZ3NDEKTSV4RRFFQ69G5FAV");
        visitor.page()
                .locator("#problem")
                .getByText("Ce direct n’existe pas, ou il est privé.")
                .waitFor();
    }

    @Test
    void what_is_theirs_opens_from_the_name_and_fits_a_phone() {
        Person awa = new Person(chromium.somebody(390, 844), griot.address()).register("awa_menu", "Awa Diop-Ndiaye");
        awa.page().getByText("Awa Diop-Ndiaye").click();
        awa.page().getByText("Your lives").waitFor();
        assertThat(widerThanTheScreen(awa.page())).isFalse();
        Chromium.photograph(awa.page(), "account-menu-phone");

        awa.page().keyboard().press("Escape");
        assertThat(awa.page().getByText("Your lives").isVisible()).isFalse();
        awa.page().keyboard().press("Enter");
        awa.page().getByText("Sign out").click();
        awa.page().getByText("Sign in").waitFor();
        assertThat(awa.complaints()).isEmpty();
    }

    @Test
    void the_page_that_shows_the_interface_is_whole() {
        Person engineer = new Person(chromium.somebody("en"), griot.address()).goTo("/docs");

        engineer.page().getByText("/api/sessions/{id}/start").first().waitFor();

        Chromium.photograph(engineer.page(), "docs");
        assertThat(engineer.complaints()).isEmpty();
    }

    private static boolean widerThanTheScreen(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }
}
