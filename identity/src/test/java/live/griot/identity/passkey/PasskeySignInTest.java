package live.griot.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import live.griot.api.identity.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who has a passkey is signed in by it, and nobody by anything that is like one. */
class PasskeySignInTest extends PasskeyFixture {
    @Test
    void who_shows_a_passkey_is_signed_in_and_is_not_asked_who_they_are() {
        SoftAuthenticator phone = added(awa, "My phone");
        clock.pass(Duration.ofMinutes(1));
        Begun begun = beginSignIn();
        assertThat(begun.options().at("/allowCredentials")).isEmpty();
        assertThat(begun.options().at("/userVerification").asString()).isEqualTo("required");
        assertThat(begun.options().at("/rpId").asString()).isEqualTo("localhost");

        MvcTestResult answer = signIn(begun.cookie(), phone.sign(begun.options()));

        assertThat(answer)
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.user.id.value")
                .isEqualTo(awa.id().value());
        assertThat(answer.getResponse().getHeaders("Set-Cookie"))
                .hasSize(3)
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        assertThat(Objects.requireNonNull(answer.getResponse().getCookie("griot_passkey"))
                        .getMaxAge())
                .as("the challenge is forgotten")
                .isZero();
        assertThat(listed(awa).at("/0/lastUsedAt").asString())
                .isEqualTo(clock.instant().toString());
        assertThat(audited(awa, "signed in by a passkey")).isEqualTo(1);
    }

    @Test
    void an_answer_is_good_once_whether_the_authenticator_counts_or_not() {
        for (long count : new long[] {0, 7}) {
            SoftAuthenticator key = added(awa, "A key");
            key.count = count;
            Begun begun = beginSignIn();
            Map<String, Object> shown = key.sign(begun.options());
            assertThat(signIn(begun.cookie(), shown)).hasStatus(200);

            isRefused(signIn(begun.cookie(), shown));

            assertThat(audited(awa, "a passkey's challenge came again")).isEqualTo(count == 0 ? 1 : 2);
            clock.pass(Duration.ofSeconds(1));
            key.count = count == 0 ? 0 : count + 1;
            assertThat(signIn(key)).hasStatus(200);
        }
    }

    @Test
    void of_many_who_show_one_answer_at_once_one_is_signed_in() throws Exception {
        SoftAuthenticator key = added(awa, "A key");
        Begun begun = beginSignIn();
        Map<String, Object> shown = key.sign(begun.options());
        Callable<Integer> shows =
                () -> signIn(begun.cookie(), shown).getResponse().getStatus();

        try (ExecutorService together = Executors.newFixedThreadPool(8)) {
            assertThat(together.invokeAll(Stream.generate(() -> shows).limit(8).toList()).stream()
                            .map(Future::resultNow)
                            .filter(status -> status == 200))
                    .hasSize(1);
        }
    }

    @Test
    void a_count_that_does_not_grow_is_somebody_with_a_copy_and_is_noted() {
        SoftAuthenticator key = new SoftAuthenticator();
        key.count = 5;
        assertThat(add(awa, key, "A key")).hasStatus(201);
        for (long count : new long[] {4, 5, 0}) {
            key.count = count;
            isRefused(signIn(key));
        }
        assertThat(audited(awa, "a passkey's counter went back")).isEqualTo(3);
        key.count = 9;
        assertThat(signIn(key)).hasStatus(200);
        clock.pass(Duration.ofSeconds(1));
        // More than it had when it was added, and less than now.
        key.count = 7;

        isRefused(signIn(key));

        assertThat(audited(awa, "a passkey's counter went back")).isEqualTo(4);
    }

    @Test
    void what_was_made_for_another_page_or_by_nobody_who_was_verified_signs_nobody_in() {
        SoftAuthenticator phone = added(awa, "My phone");
        phone.origin = "http://localhost:8081";
        isRefused(signIn(phone));
        phone.origin = "https://localhost";
        isRefused(signIn(phone));
        phone.origin = "http://localhost";
        phone.rpId = "other.example";
        isRefused(signIn(phone));
        phone.rpId = "localhost";
        phone.verifies = false;
        isRefused(signIn(phone));
        assertThat(audited(awa, "wrong passkey")).isEqualTo(4);
        phone.verifies = true;
        assertThat(signIn(phone)).as("the same without a lie").hasStatus(200);
    }

    @Test
    void a_challenge_is_good_for_its_browser_its_purpose_and_five_minutes() {
        SoftAuthenticator phone = added(awa, "My phone");
        Begun another = beginSignIn();
        Begun begun = beginSignIn();
        isRefused(signIn(another.cookie(), phone.sign(begun.options())));
        isRefused(signIn(new Cookie("griot_passkey", "made up"), phone.sign(begun.options())));
        isRefused(signIn(new Cookie("another", "cookie"), phone.sign(begun.options())));
        Begun adding = beginAdding(awa);
        isRefused(signIn(new Cookie("griot_passkey", adding.cookie().getValue()), phone.sign(adding.options())));
        clock.pass(Duration.ofMinutes(5));
        isRefused(signIn(begun.cookie(), phone.sign(begun.options())));
    }

    @Test
    void nobody_is_signed_in_by_a_passkey_that_is_not_theirs() {
        SoftAuthenticator phone = added(awa, "My phone");
        Person kofi = world.people.accounts.create("kofi", "Kofi", "{argon2}hash");
        SoftAuthenticator kofis = added(kofi, "Kofi's");
        SoftAuthenticator unknown = new SoftAuthenticator();
        Begun begun = beginSignIn();

        isRefused(signIn(begun.cookie(), unknown.sign(begun.options())));
        isRefused(signIn(begun.cookie(), with(phone.sign(begun.options()), "id", kofis.id())));
        isRefused(signIn(
                begun.cookie(), withResponse(phone.sign(begun.options()), kofis.sign(begun.options()), "signature")));
        isRefused(signIn(
                begun.cookie(), withResponse(phone.sign(begun.options()), kofis.sign(begun.options()), "userHandle")));

        assertThat(audited(awa, "a passkey of somebody else's")).isEqualTo(1);
        assertThat(audited(awa, "wrong passkey")).isEqualTo(1);
        assertThat(audited(kofi, "wrong passkey")).isEqualTo(1);
        assertThat(audited(null, "wrong passkey")).isEqualTo(1);
    }

    @Test
    void who_is_suspended_or_erased_or_has_removed_it_is_not_let_in() {
        Person root = world.people.accounts.create("root_1", "Root", "{argon2}hash");
        SoftAuthenticator phone = added(awa, "My phone");
        world.suspensions.suspend(awa.id(), root.id(), "Spam", null);
        MvcTestResult suspended = signIn(phone);
        assertThat(text(suspended)).isEqualTo("SUSPENDED");
        assertThat(suspended.getResponse().getCookie("griot_refresh")).isNull();
        clock.pass(Duration.ofSeconds(1));
        world.suspensions.lift(awa.id(), root.id());
        assertThat(signIn(phone)).hasStatus(200);

        assertThat(remove(awa, listed(awa).at("/0/id").asString())).hasStatus(204);
        isRefused(signIn(phone));

        SoftAuthenticator another = added(awa, "Another");
        world.people.erase(awa.id());
        isRefused(signIn(another));
        assertThat(database.client()
                        .sql("SELECT COUNT(*) FROM passkey")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void trying_is_bounded_for_each_address() {
        // Some come back meanwhile.
        assertThat(Stream.generate(() -> text(http.perform(post(SIGN_IN + "/options"))))
                        .limit(3 * ATTEMPTS))
                .contains("RATE_LIMITED");
        assertThat(text(http.perform(post(OWN + "/options").principal(caller(awa)))))
                .isEqualTo("RATE_LIMITED");
    }

    private static Map<String, Object> with(Map<String, Object> credential, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(credential);
        changed.put(field, value);
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> withResponse(
            Map<String, Object> credential, Map<String, Object> other, String field) {
        Map<String, Object> response = (Map<String, Object>) Objects.requireNonNull(credential.get("response"));
        Map<String, Object> others = (Map<String, Object>) Objects.requireNonNull(other.get("response"));
        return with(credential, "response", with(response, field, Objects.requireNonNull(others.get(field))));
    }
}
