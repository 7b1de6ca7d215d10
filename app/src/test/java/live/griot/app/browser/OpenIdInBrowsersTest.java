package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import live.griot.app.openid.AuthorizationServer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by a real provider, Spring Authorization Server, which is another site. */
@BesideOthers
class OpenIdInBrowsersTest {
    private static final String REGISTRATION = "spring.security.oauth2.client.registration.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.";

    @TempDir
    static Path data;

    static StartedGriot griot;
    static AuthorizationServer school;
    static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        URI issuer = AuthorizationServer.freeIssuer();
        griot = StartedGriot.in(
                data,
                Map.of(
                        REGISTRATION + "school.client-id", AuthorizationServer.CLIENT,
                        REGISTRATION + "school.client-secret", AuthorizationServer.SECRET,
                        REGISTRATION + "school.client-name", "Our school",
                        PROVIDER + "school.issuer-uri", issuer.toString(),
                        REGISTRATION + "gone.client-id", "griot",
                        REGISTRATION + "gone.client-secret", "none",
                        PROVIDER + "gone.issuer-uri", "http://127.0.0.1:9"));
        school = AuthorizationServer.start(issuer, griot.address().resolve("/login/oauth2/code/school"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        school.close();
        griot.close();
    }

    @Test
    void who_has_an_account_at_a_provider_is_signed_in_by_it_and_comes_to_where_they_wanted() {
        Person kadiatou = new Person(chromium.somebody(), griot.address());
        Page hers = kadiatou.goTo("/signin?next=/history").page();
        Chromium.photograph(hers, "signin-providers");
        hers.getByRole(AriaRole.LINK, named("Sign in with Our school")).click();
        hers.getByLabel("Username").fill(AuthorizationServer.PERSON);
        hers.getByLabel("Password").fill(AuthorizationServer.PASSWORD);
        hers.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();

        hers.waitForURL(griot.address().resolve("/history").toString());
        hers.getByText("Kadiatou Bah").waitFor();
        hers.reload();
        hers.getByText("Kadiatou Bah").waitFor();
        assertThat(hers.evaluate("document.cookie"))
                .as("no script reads the cookies")
                .isEqualTo("");

        assertThat(kadiatou.complaints()).isEmpty();
        kadiatou.goTo("/profile");
        hers.getByRole(AriaRole.BUTTON, named("Unlink Our school")).click();
        hers.getByText("This is the only way you can sign in").waitFor();
        Chromium.photograph(hers, "account-providers");
        hers.setViewportSize(390, 844);
        Chromium.photograph(hers, "account-providers-phone");
    }

    @Test
    void a_provider_that_is_gone_is_said_and_the_password_serves() {
        Person somebody = new Person(chromium.somebody("fr-FR"), griot.address()).goTo("/signin");
        somebody.page()
                .getByRole(AriaRole.LINK, named("Se connecter avec gone"))
                .click();

        somebody.page()
                .getByText("Le fournisseur est injoignable pour le moment")
                .waitFor();
        assertThat(somebody.page().getByLabel("Mot de passe").isVisible()).isTrue();
    }

    @Test
    void an_owner_links_a_provider_on_the_accounts_page_and_hears_there_when_it_is_anothers() {
        Person somebody = new Person(chromium.somebody(), griot.address())
                .register("ines", "Ines Kane")
                .goTo("/profile");
        somebody.page().getByRole(AriaRole.BUTTON, named("Link gone")).click();

        somebody.page().getByText("The provider cannot be reached now").waitFor();
        assertThat(somebody.page().url()).contains("/profile");
        assertThat(somebody.page()
                        .getByRole(AriaRole.BUTTON, named("Link Our school"))
                        .isVisible())
                .isTrue();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
