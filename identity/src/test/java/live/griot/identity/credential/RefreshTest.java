package live.griot.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import live.griot.api.id.UserId;
import live.griot.api.identity.Bearer;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Staying signed in and signing out, over the real tables and tokens. */
class RefreshTest extends AuthCallsFixture {
    @Test
    void a_refresh_gives_a_new_access_token_and_a_new_cookie() {
        MvcTestResult registered = send("register", AWA);

        MvcTestResult refreshed = refresh(cookie(registered));

        assertThat(refreshed)
                .hasStatus(200)
                .bodyJson()
                .extractingPath("$.user.handle")
                .isEqualTo("awa");
        Bearer now = world.tokens.verify(accessToken(refreshed));
        Bearer before = world.tokens.verify(accessToken(registered));
        assertThat(now.person()).isEqualTo(before.person());
        assertThat(now.signIn()).isEqualTo(before.signIn());
        assertThat(cookie(refreshed).getValue()).isNotEqualTo(cookie(registered).getValue());
        assertThat(refresh(cookie(refreshed))).hasStatus(200);
    }

    @Test
    void a_second_tab_or_one_that_lost_the_answer_gets_the_same_cookie_again() {
        Cookie shared = cookie(send("register", AWA));
        Cookie kept = cookie(refresh(shared));

        MvcTestResult second = refresh(shared);

        assertThat(second).hasStatus(200);
        assertThat(cookie(second).getValue()).isEqualTo(kept.getValue());
        assertThat(refresh(kept)).hasStatus(200);
    }

    @Test
    void a_refresh_token_used_again_later_is_stolen_and_signs_the_device_out() {
        Cookie stolen = cookie(send("register", AWA));
        Cookie current = cookie(refresh(stolen));
        clock.pass(Duration.ofSeconds(11));

        assertThat(refresh(stolen)).hasStatus(401);
        assertThat(refresh(current)).hasStatus(401);
    }

    @Test
    void a_theft_on_one_device_leaves_the_others_signed_in() {
        Cookie stolen = cookie(send("register", AWA));
        Cookie other = cookie(login("awa", "correct horse"));
        refresh(stolen);
        clock.pass(Duration.ofSeconds(11));
        assertThat(refresh(stolen)).hasStatus(401);

        assertThat(refresh(other)).hasStatus(200);
    }

    @Test
    void a_refresh_token_expires_when_it_is_not_used() {
        Cookie cookie = cookie(send("register", AWA));
        clock.pass(Duration.ofDays(31));

        assertThat(refresh(cookie)).hasStatus(401);
    }

    @Test
    void who_signs_out_cannot_refresh() {
        Cookie cookie = cookie(send("register", AWA));

        MvcTestResult out = http.perform(post("/api/auth/logout").cookie(cookie));

        assertThat(out).hasStatus(204);
        assertThat(out.getResponse().getHeader("Set-Cookie")).contains("griot_refresh=;", "Max-Age=0");
        assertThat(refresh(cookie)).hasStatus(401);
    }

    @Test
    void signing_out_and_refreshing_without_a_cookie_or_with_a_broken_one_is_no_fault_of_ours() {
        assertThat(http.perform(post("/api/auth/logout"))).hasStatus(204);
        assertThat(http.perform(post("/api/auth/refresh"))).hasStatus(401);
        assertThat(refresh(new Cookie("griot_refresh", "junk"))).hasStatus(401);
        assertThat(refresh(new Cookie("griot_refresh", RefreshToken.fresh().text())))
                .hasStatus(401);
    }

    @Test
    void an_account_keeps_a_bounded_number_of_devices() {
        Cookie first = cookie(send("register", AWA));
        for (int device = 0; device < 3; device++) {
            clock.pass(Duration.ofMinutes(1));
            assertThat(login("awa", "correct horse")).hasStatus(200);
        }

        assertThat(refresh(first)).hasStatus(401);
        assertThat(database.client()
                        .sql("SELECT COUNT(*) FROM sign_in")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void who_was_erased_can_neither_refresh_nor_sign_in() {
        MvcTestResult registered = send("register", AWA);
        UserId awa = world.tokens.verify(accessToken(registered)).person();

        world.people.erase(awa);

        assertThat(refresh(cookie(registered))).hasStatus(401);
        assertThat(login("awa", "correct horse")).hasStatus(401);
    }
}
