package live.griot.identity.passkey;

import static live.griot.identity.passkey.SoftAuthenticator.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.identity.Person;
import live.griot.api.identity.SignedInCaller;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import live.griot.identity.credential.SignInWorld;
import live.griot.identity.limit.Attempts;
import live.griot.identity.limit.TestAttempts;
import live.griot.identity.personaltext.TestPersonalText;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;

/** The calls about passkeys over the real tables, ceremonies and sign-ins. */
abstract class PasskeyFixture {
    static final String OWN = "/api/me/passkeys";
    static final String SIGN_IN = "/api/auth/passkey";
    static final int ATTEMPTS = 100;

    @TempDir
    Path directory;

    final TestDatabase database = new TestDatabase();
    final MovableClock clock = new MovableClock();
    SignInWorld world;
    Passkeys passkeys;
    MockMvcTester http;
    Person awa;

    @BeforeEach
    void start() {
        world = new SignInWorld(database, directory, clock);
        WrappingKeys keys = TestPersonalText.wrappingKeys(directory);
        passkeys = new Passkeys(
                database.client(),
                database.transactions(),
                world.people.waysIn,
                world.people.personalText,
                keys,
                JSON,
                clock);
        http = site(null);
        awa = world.people.accounts.create("awa", "Awa Ndiaye", "{argon2}hash");
    }

    /** Returns the calls as they are where passkeys are made for that domain. */
    MockMvcTester site(@Nullable String rpId) {
        Ceremonies ceremonies = new Ceremonies(passkeys, world.audit);
        SealedChallenges challenges = new SealedChallenges(TestPersonalText.wrappingKeys(directory), JSON, clock);
        RelyingParty relyingParty = new RelyingParty(new PasskeyProperties(rpId));
        Attempts attempts = TestAttempts.limited(ATTEMPTS);
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(
                        new PasskeyController(
                                passkeys,
                                ceremonies,
                                challenges,
                                relyingParty,
                                world.people.accounts,
                                attempts,
                                world.audit),
                        new PasskeySignInController(
                                ceremonies, challenges, relyingParty, world.people.accounts, world.opening, attempts))
                .setControllerAdvice(new RefusedAsStatus())
                .build());
    }

    /** What a browser was told to begin with. */
    record Begun(JsonNode options, Cookie cookie) {}

    Begun beginAdding(Person person) {
        return begun(http.perform(post(OWN + "/options").principal(caller(person))), "griot_passkey_new");
    }

    Begun beginSignIn() {
        return begun(http.perform(post(SIGN_IN + "/options")), "griot_passkey");
    }

    private static Begun begun(MvcTestResult answer, String cookie) {
        assertThat(answer).hasStatus(200);
        return new Begun(
                json(answer), Objects.requireNonNull(answer.getResponse().getCookie(cookie)));
    }

    /** Returns an authenticator with a passkey that somebody has added. */
    SoftAuthenticator added(Person person, String name) {
        SoftAuthenticator authenticator = new SoftAuthenticator();
        assertThat(add(person, authenticator, name)).hasStatus(201);
        return authenticator;
    }

    MvcTestResult add(Person person, SoftAuthenticator authenticator, String name) {
        Begun begun = beginAdding(person);
        return add(person, begun.cookie(), authenticator.make(begun.options()), name);
    }

    MvcTestResult add(Person person, Cookie begun, Object credential, String name) {
        return http.perform(
                sending(post(OWN).principal(caller(person)), begun, Map.of("name", name, "credential", credential)));
    }

    MvcTestResult signIn(SoftAuthenticator authenticator) {
        Begun begun = beginSignIn();
        return signIn(begun.cookie(), authenticator.sign(begun.options()));
    }

    MvcTestResult signIn(Cookie begun, Object credential) {
        return http.perform(sending(post(SIGN_IN), begun, Map.of("credential", credential)));
    }

    private static MockHttpServletRequestBuilder sending(
            MockHttpServletRequestBuilder call, Cookie cookie, Object body) {
        return call.cookie(cookie).contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
    }

    MvcTestResult remove(Person person, String id) {
        return http.perform(delete(OWN + "/" + id).principal(caller(person)));
    }

    JsonNode listed(Person person) {
        return json(http.perform(get(OWN).principal(caller(person)))).at("/items");
    }

    /** Returns how often the audit says that of somebody, or of nobody who is known. */
    long audited(@Nullable Person person, String what) {
        return world.audit.latest(null, person == null ? null : person.id(), null, 100).stream()
                .filter(entry -> person != null || entry.person() == null)
                .filter(entry -> entry.what().equals(what))
                .count();
    }

    static JsonNode json(MvcTestResult answer) {
        return JSON.readTree(text(answer));
    }

    static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void isRefused(MvcTestResult answer) {
        assertThat(text(answer)).isEqualTo("PASSKEY_REFUSED");
        assertThat(answer.getResponse().getCookie("griot_refresh")).isNull();
    }

    static Principal caller(Person person) {
        return new SignedInCaller() {
            @Override
            public SignInId signIn() {
                return new SignInId("01SIGNIN");
            }

            @Override
            public @Nullable SessionId only() {
                return null;
            }

            @Override
            public String getName() {
                return person.id().value();
            }
        };
    }
}
