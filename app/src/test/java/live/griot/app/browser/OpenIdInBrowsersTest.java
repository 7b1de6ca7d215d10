package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import live.griot.app.openid.AuthorizationServer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in without a password: by a real provider, Spring Authorization Server, which is another site, and by passkeys. */
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
                        "griot.admin.handles",
                        "keeper",
                        REGISTRATION + "school.client-id",
                        AuthorizationServer.CLIENT,
                        REGISTRATION + "school.client-secret",
                        AuthorizationServer.SECRET,
                        REGISTRATION + "school.client-name",
                        "Our school",
                        PROVIDER + "school.issuer-uri",
                        issuer.toString(),
                        REGISTRATION + "gone.client-id",
                        "griot",
                        REGISTRATION + "gone.client-secret",
                        "none",
                        PROVIDER + "gone.issuer-uri",
                        "http://127.0.0.1:9"));
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

        // A passkey is a way in too, and then the last.
        VirtualAuthenticator.in(hers);
        addPasskey(hers, "My phone");
        hers.getByText("The passkey is added").waitFor();
        hers.getByRole(AriaRole.BUTTON, named("Unlink Our school")).click();
        hers.getByText("You no longer sign in by that").waitFor();
        hers.getByRole(AriaRole.BUTTON, named("Remove the passkey My phone")).click();
        hers.getByText("This is the only way you can sign in").waitFor();
    }

    @Test
    void a_passkey_signs_its_owner_in_for_as_long_as_they_keep_it() {
        ApiClient keeper = griot.client().register("keeper");
        Person yaa = new Person(chromium.somebody(1280, 1900), griot.address()).register("yaa", "Yaa Asantewaa");
        Page hers = yaa.page();
        VirtualAuthenticator.in(hers);
        yaa.goTo("/profile");
        addPasskey(hers, "My phone");
        hers.getByText("The passkey is added").waitFor();
        hers.getByText("Not used yet").waitFor();
        Chromium.photograph(hers, "account-passkeys");
        addPasskey(hers, "The same phone");
        hers.getByText("This device has a passkey for your account already").waitFor();
        hers.setViewportSize(390, 844);
        hers.getByText("Not used yet").scrollIntoViewIfNeeded();
        Chromium.photograph(hers, "account-passkeys-phone");

        signOut(yaa).goTo("/signin?next=/profile");
        Chromium.photograph(hers, "signin-passkey-phone");
        bySavedPasskey(hers);
        hers.waitForURL(griot.address().resolve("/profile").toString());
        hers.getByText("Last used").waitFor();
        assertThat(yaa.complaints()).isEmpty();

        String suspension =
                "/api/admin/suspensions/" + keeper.get("/api/users?q=yaa").at("/items/0/id");
        assertThat(keeper.put(suspension, Map.of("reason", "Spam")).status()).isEqualTo(204);
        yaa.goTo("/signin");
        bySavedPasskey(hers);
        hers.getByText("suspended").waitFor();
        assertThat(keeper.delete(suspension).status()).isEqualTo(204);

        bySavedPasskey(hers);
        hers.waitForURL(griot.address().resolve("/").toString());
        yaa.goTo("/profile");
        hers.getByRole(AriaRole.BUTTON, named("Remove the passkey My phone")).click();
        hers.getByText("The passkey is removed").waitFor();
        signOut(yaa).goTo("/signin");
        bySavedPasskey(hers);
        hers.getByText("This passkey was not accepted").waitFor();
        assertThat(yaa.complaints())
                .allMatch(complaint -> complaint.contains("the server responded with a status of 403"));
    }

    @Test
    void an_address_of_numbers_has_no_passkeys_and_says_so() {
        Person binta = new Person(
                        chromium.somebody(),
                        URI.create("http://127.0.0.1:" + griot.address().getPort()))
                .register("binta", "Binta Sarr")
                .goTo("/profile");

        binta.page()
                .getByText("Passkeys need a name in the address of this site")
                .waitFor();
        binta.goTo("/signin").page().getByLabel("Password").waitFor();

        assertThat(binta.page().getByText("Sign in with a passkey").count()).isZero();
        assertThat(binta.complaints()).isEmpty();
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
        somebody.page().getByLabel("Mot de passe").waitFor();
    }

    @Test
    void an_owner_links_a_provider_on_the_accounts_page_and_hears_there_when_it_is_anothers() {
        Person somebody = new Person(chromium.somebody(), griot.address())
                .register("ines", "Ines Kane")
                .goTo("/profile");
        somebody.page().getByRole(AriaRole.BUTTON, named("Link gone")).click();

        somebody.page().getByText("The provider cannot be reached now").waitFor();
        assertThat(somebody.page().url()).contains("/profile");
        somebody.page().getByRole(AriaRole.BUTTON, named("Link Our school")).waitFor();
    }

    private static void addPasskey(Page page, String name) {
        page.getByLabel("Name of the passkey").fill(name);
        page.getByRole(AriaRole.BUTTON, named("Add a passkey")).click();
    }

    private static void bySavedPasskey(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Sign in with a passkey")).click();
    }

    private static Person signOut(Person person) {
        person.page().evaluate("import('/js/api.js').then(api => api.signOut())");
        return person;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
