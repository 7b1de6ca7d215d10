package live.griot.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Map;
import live.griot.api.identity.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** One's own passkeys: adding, seeing and removing them. */
class OwnPasskeysTest extends PasskeyFixture {
    @Test
    void one_adds_a_passkey_under_a_name_and_sees_it() {
        SoftAuthenticator phone = new SoftAuthenticator();

        MvcTestResult answer = add(awa, phone, " My phone ");

        assertThat(answer).hasStatus(201).bodyJson().extractingPath("$.name").isEqualTo("My phone");
        JsonNode seen = listed(awa);
        assertThat(seen).hasSize(1);
        assertThat(seen.at("/0")).isEqualTo(json(answer));
        assertThat(seen.at("/0/createdAt").asString()).isEqualTo(clock.instant().toString());
        assertThat(seen.at("/0/lastUsedAt").isNull()).isTrue();
        assertThat(audited(awa, "added a passkey")).isEqualTo(1);
    }

    @Test
    void a_browser_is_asked_for_one_that_verifies_its_owner_and_remembers_who_that_is() {
        SoftAuthenticator phone = added(awa, "My phone");

        JsonNode options = beginAdding(awa).options();

        assertThat(options.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(options.at("/user/name").asString()).isEqualTo("awa");
        assertThat(options.at("/user/displayName").asString()).isEqualTo("Awa Ndiaye");
        assertThat(options.at("/user/id").asString())
                .hasSize(43)
                .doesNotContain(awa.id().value());
        assertThat(options.at("/user/id")).isEqualTo(beginAdding(awa).options().at("/user/id"));
        assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(options.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("required");
        assertThat(options.at("/excludeCredentials/0/id").asString()).isEqualTo(phone.id());
        assertThat(options.at("/attestation").asString()).isEqualTo("none");
        assertThat(options.at("/timeout").asInt()).isEqualTo(300_000);
    }

    @Test
    void the_challenge_is_in_a_cookie_that_no_script_reads_and_no_other_site_sends() {
        MvcTestResult answer =
                http.perform(post(OWN + "/options").principal(caller(awa)).secure(true));

        assertThat(answer.getResponse().getHeader("Set-Cookie"))
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/api/me/passkeys", "Max-Age=300")
                .doesNotContain(json(answer).at("/challenge").asString());
    }

    @Test
    void a_challenge_is_its_owners_alone_and_for_five_minutes() {
        Person kofi = world.people.accounts.create("kofi", "Kofi", "{argon2}hash");
        Begun awas = beginAdding(awa);
        Begun signIn = beginSignIn();
        SoftAuthenticator phone = new SoftAuthenticator();

        isRefused(add(kofi, awas.cookie(), phone.make(awas.options()), "Not mine"));
        Map<String, Object> bySignIn = phone.make(awas.options());
        isRefused(add(awa, new Cookie("griot_passkey_new", signIn.cookie().getValue()), bySignIn, "By a sign-in"));
        isRefused(add(awa, beginAdding(awa).cookie(), phone.make(awas.options()), "By another"));
        clock.pass(Duration.ofMinutes(5));
        isRefused(add(awa, awas.cookie(), phone.make(awas.options()), "Too late"));

        assertThat(listed(awa)).isEmpty();
        assertThat(listed(kofi)).isEmpty();
    }

    @Test
    void what_is_made_for_another_page_or_without_looking_who_is_there_is_not_added() {
        SoftAuthenticator phone = new SoftAuthenticator();
        phone.origin = "https://other.example";
        isRefused(add(awa, phone, "Elsewhere"));
        phone.origin = "http://localhost";
        phone.rpId = "other.example";
        isRefused(add(awa, phone, "Elsewhere"));
        phone.rpId = "localhost";
        phone.verifies = false;
        isRefused(add(awa, phone, "Unverified"));

        assertThat(listed(awa)).isEmpty();
    }

    @Test
    void an_authenticator_is_added_once_and_by_one_person() {
        SoftAuthenticator phone = added(awa, "My phone");
        Person kofi = world.people.accounts.create("kofi", "Kofi", "{argon2}hash");

        isRefused(add(awa, phone, "Again"));
        isRefused(add(kofi, phone, "Another's"));

        assertThat(listed(awa)).hasSize(1);
        assertThat(listed(kofi)).isEmpty();
    }

    @Test
    void one_has_twenty_at_most() {
        for (int i = 1; i <= Passkeys.MOST; i++) {
            added(awa, "Key " + i);
        }

        assertThat(text(http.perform(post(OWN + "/options").principal(caller(awa)))))
                .isEqualTo("TOO_MANY");
        assertThat(remove(awa, listed(awa).at("/3/id").asString())).hasStatus(204);
        added(awa, "The last");
    }

    @Test
    void one_removes_ones_own_and_nobody_elses_and_never_the_last_way_in() {
        Person kofi = world.people.accounts.create("kofi", "Kofi", null);
        added(kofi, "Kofi's");
        String id = listed(kofi).at("/0/id").asString();

        assertThat(text(remove(awa, id))).isEqualTo("NOT_FOUND");
        assertThat(text(remove(kofi, id))).isEqualTo("LAST_WAY_IN");

        added(kofi, "Another");
        assertThat(remove(kofi, id)).hasStatus(204);
        assertThat(listed(kofi))
                .hasSize(1)
                .allMatch(left -> left.at("/name").asString().equals("Another"));
        assertThat(audited(kofi, "removed a passkey")).isEqualTo(1);
    }

    @Test
    void nothing_that_is_stored_says_what_it_is_called_or_whose_authenticator_it_is() {
        SoftAuthenticator phone = added(awa, "Sarrakholle's phone");

        String stored = String.valueOf(
                database.client().sql("SELECT * FROM passkey").query().singleRow());

        assertThat(stored).doesNotContain("Sarrakholle", phone.id());
    }

    @Test
    void passkeys_belong_to_the_name_by_which_the_browser_comes() {
        RelyingParty relyingParty = new RelyingParty(new PasskeyProperties(null));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme("https");
        request.setServerName("Live.Griot.Example");
        request.setServerPort(443);
        assertThat(relyingParty.at(request))
                .isEqualTo(new RelyingParty.Site("live.griot.example", "https://live.griot.example"));
        request.setServerPort(8443);
        assertThat(relyingParty.at(request).origin()).isEqualTo("https://live.griot.example:8443");
    }

    @Test
    void a_domain_that_is_named_is_the_one_that_passkeys_are_made_for() {
        http = site("griot.example");
        SoftAuthenticator phone = new SoftAuthenticator();
        phone.rpId = "griot.example";

        assertThat(beginAdding(awa).options().at("/rp/id").asString()).isEqualTo("griot.example");
        assertThat(add(awa, phone, "My phone")).hasStatus(201);
        assertThat(signIn(phone)).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://griot.example", "griot.example:8443", "Griot.example", "griot..example", "a b"})
    void what_is_no_domain_stops_the_start(String configured) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasskeyProperties(configured));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"x\"}",
                "{\"name\": \"\", \"credential\": {\"id\": \"AA\", \"response\": {\"clientDataJSON\": \"AA\", \"attestationObject\": \"AA\"}}}",
                "{\"name\": \"x\", \"credential\": {\"id\": \"A+A=\", \"response\": {\"clientDataJSON\": \"AA\", \"attestationObject\": \"AA\"}}}",
                "{\"name\": \"x\", \"credential\": {\"id\": \"AA\", \"response\": {\"clientDataJSON\": null, \"attestationObject\": \"AA\"}}}",
                "{\"name\": \"x\", \"credential\": {\"id\": \"AA\", \"response\": {\"clientDataJSON\": \"AA\", \"attestationObject\": \"AA\", \"transports\": [null]}}}"
            })
    void what_is_not_whole_is_refused_by_field(String body) {
        assertThat(http.perform(post(OWN)
                        .principal(caller(awa))
                        .cookie(beginAdding(awa).cookie())
                        .contentType("application/json")
                        .content(body)))
                .hasStatus(400);
    }
}
