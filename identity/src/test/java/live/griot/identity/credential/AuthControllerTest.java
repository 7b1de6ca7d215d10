package live.griot.identity.credential;

import static live.griot.api.refusal.RefusalCode.BAD_CREDENTIALS;
import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import live.griot.api.id.UserId;
import live.griot.identity.audit.AuditKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Registering and signing in, over the real tables and tokens. */
class AuthControllerTest extends AuthCallsFixture {
    @Test
    void who_registers_is_signed_in() {
        MvcTestResult answer = send("register", AWA);

        assertThat(answer)
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.user.handle")
                .isEqualTo("awa");
        assertThat(answer).bodyJson().extractingPath("$.user.displayName").isEqualTo("Awa Ndiaye");
        assertThat(answer).bodyJson().extractingPath("$.expiresIn").isEqualTo(900);
        assertThat(world.tokens.verify(accessToken(answer)).person().value()).isNotEmpty();
    }

    @Test
    void the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        assertThat(send("register", AWA).getResponse().getHeader("Set-Cookie"))
                .contains("griot_refresh=", "HttpOnly", "SameSite=Strict", "Path=/api/auth")
                .doesNotContain("Secure");
        assertThat(http.perform(json("login", AWA).secure(true)).getResponse().getHeader("Set-Cookie"))
                .contains("Secure");
    }

    @Test
    void neither_password_nor_refresh_token_is_stored() {
        String token = cookie(send("register", AWA)).getValue();

        String rows = database.client()
                        .sql("SELECT * FROM account")
                        .query()
                        .listOfRows()
                        .toString()
                + database.client().sql("SELECT * FROM sign_in").query().listOfRows();
        assertThat(rows).contains("{argon2}").doesNotContain("correct horse", token.substring(33));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"handle\": \"aw\", \"displayName\": \"A\", \"password\": \"correct horse\"}",
                "{\"handle\": \"a wa\", \"displayName\": \"A\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awé\", \"displayName\": \"A\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\\n\", \"displayName\": \"A\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"  \", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\\u0000b\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\\u202Eb\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\\uD800\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\", \"password\": \"horse 123\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\u200b\\u200b\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\u3164\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\u2800\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\u00ad\\u00ad\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\ufe0f\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"\\u0301\", \"password\": \"correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\", \"password\": \"\\ud800 correct horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\", \"password\": \"correct\\u0000 horse\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\", \"password\": \"password123\"}",
                "{\"handle\": \"awa\", \"displayName\": \"A\"}",
                "{\"handle\": null, \"displayName\": null, \"password\": null}",
            })
    void what_has_not_the_shape_of_a_person_is_refused(String body) {
        assertThat(send("register", body)).hasStatus(400);
    }

    @Test
    void names_of_sixty_characters_pass_and_one_more_does_not() {
        String body = "{\"handle\": \"awa\", \"displayName\": \"%s\", \"password\": \"correct horse\"}";

        assertThat(send("register", body.formatted("é".repeat(61)))).hasStatus(400);
        assertThat(send("register", body.formatted("é".repeat(60)))).hasStatus(201);
    }

    @Test
    void who_comes_back_signs_in_with_handle_and_password() {
        send("register", AWA);

        assertThat(login("AWA", "correct horse")).hasStatus(200);
    }

    @Test
    void a_password_is_the_same_on_every_keyboard() {
        send("register", AWA.replace("correct horse", "caf\u00e9 au lait 1 \u2764\ufe0f"));

        assertThat(login("awa", "cafe\u0301 au\u00a0lait 1 \u2764\ufe0f")).hasStatus(200);
        assertThat(login("awa", "cafe au lait 1 \u2764\ufe0f")).hasStatus(401);
        assertThat(login("awa", "CAF\u00e9 au lait 1 \u2764\ufe0f")).hasStatus(401);
    }

    @Test
    void a_password_that_was_hashed_as_it_was_typed_is_still_good() {
        String decomposed = "cafe\u0301 au lait 1";
        send("register", AWA);
        database.client()
                .sql("UPDATE account SET password_hash = :hash")
                .param(
                        "hash",
                        "{argon2}"
                                + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()
                                        .encode(decomposed))
                .update();

        assertThat(login("awa", decomposed)).hasStatus(200);
    }

    @Test
    void who_is_suspended_is_told_why_and_not_let_in() {
        send("register", AWA);
        UserId awa = world.people.accounts.findByHandle("awa").orElseThrow().id();
        world.suspensions.suspend(awa, new UserId("ADMIN"), "Spam", null);
        assertThat(world.signIns.devices(awa)).isEmpty();

        assertThat(login("awa", "correct horse")).hasStatus(403).bodyText().isEqualTo("SUSPENDED");
        assertThat(login("awa", "wrong horse")).hasStatus(401);
        assertThat(world.signIns.devices(awa)).isEmpty();
        assertThat(world.audit.latest(AuditKind.LOG_IN_FAILED, awa, null, 10)).hasSize(2);
    }

    @Test
    void half_a_character_is_no_password_to_sign_in_with() {
        assertThat(login("awa", "\\ud800aaaaaaaa")).hasStatus(400);
    }

    @Test
    void a_wrong_password_and_an_unknown_handle_get_the_same_answer() {
        send("register", AWA);

        MvcTestResult wrong = login("awa", "wrong horse");
        MvcTestResult unknown = login("nobody", "correct horse");

        assertThat(wrong).hasStatus(401).bodyText().isEqualTo(BAD_CREDENTIALS.name());
        assertThat(unknown).hasStatus(401).bodyText().isEqualTo(BAD_CREDENTIALS.name());
    }

    @Test
    void the_password_of_the_stand_in_for_nobody_opens_no_account() {
        assertThat(login("nobody", "nobody")).hasStatus(401);
    }

    @Test
    void guessing_at_one_handle_is_slowed_down() {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(login("awa", "guess " + guess)).hasStatus(401);
        }

        MvcTestResult answer = login("AWA", "one more");

        assertThat(answer).hasStatus(429).bodyText().isEqualTo(RATE_LIMITED.name());
        assertThat(Integer.parseInt(answer.getResponse().getHeader("Retry-After")))
                .isBetween(1, 60);
    }

    @Test
    void an_owner_on_a_device_of_theirs_does_not_wait_for_what_a_stranger_of_the_same_network_tried() {
        Cookie device = device(send("register", AWA));
        for (int guess = 0; guess < 5; guess++) {
            assertThat(login("awa", "guess " + guess)).hasStatus(401);
        }

        assertThat(login("awa", "correct horse")).hasStatus(429);
        assertThat(loginOn(device, "correct horse")).hasStatus(200);
    }

    @Test
    void a_device_of_somebody_elses_passes_for_nothing_and_an_own_one_guesses_no_faster() {
        send("register", AWA);
        Cookie binta = device(send("register", AWA.replace("Awa", "Binta")));
        for (int guess = 0; guess < 5; guess++) {
            assertThat(loginOn(binta, "guess " + guess)).hasStatus(401);
        }
        assertThat(loginOn(binta, "one more")).hasStatus(429);
        assertThat(loginOn(new Cookie("griot_device", "0".repeat(32) + "." + "0".repeat(64)), "one more"))
                .hasStatus(429);

        clock.pass(Duration.ofMinutes(1));
        Cookie own = device(login("awa", "correct horse"));
        for (int guess = 0; guess < 5; guess++) {
            assertThat(loginOn(own, "guess " + guess)).hasStatus(401);
        }
        assertThat(loginOn(own, "correct horse")).hasStatus(429);
    }

    @Test
    void signing_in_is_a_post() {
        assertThat(http.perform(get("/api/auth/login"))).hasStatus(405);
    }
}
