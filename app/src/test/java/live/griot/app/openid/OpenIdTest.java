package live.griot.app.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.UriComponentsBuilder;

/** Sign-in by providers, with one of the test's own that can lie and one that is down. */
class OpenIdTest {
    private static final String ARRIVED = "/signin?arrived&next=%2F";
    private static final String REFUSED = "/signin?error=PROVIDER_REFUSED";

    @TempDir
    static Path data;

    static LyingProvider provider;
    static StartedGriot griot;

    @BeforeAll
    static void start() throws Exception {
        provider = new LyingProvider();
        Map<String, String> properties = new HashMap<>();
        for (String id : new String[] {"lying", "down"}) {
            String registration = "spring.security.oauth2.client.registration." + id;
            properties.put(registration + ".client-id", LyingProvider.CLIENT);
            properties.put(registration + ".client-secret", "secret");
            properties.put(registration + ".scope", "openid,profile");
        }
        properties.put("spring.security.oauth2.client.provider.lying.issuer-uri", provider.issuer());
        properties.put("spring.security.oauth2.client.provider.down.issuer-uri", "http://127.0.0.1:9");
        properties.put("griot.admin.handles", "root_of_all");
        griot = StartedGriot.in(data, properties);
    }

    @AfterAll
    static void stop() {
        griot.close();
        provider.close();
    }

    @Test
    void who_comes_for_the_first_time_has_an_account_and_afterwards_the_same() {
        ApiClient first = griot.client().browser();
        assertThat(signIn(first, said("new"), "")).isEqualTo(ARRIVED);
        ApiClient me = first.with(first.post("/api/auth/refresh").at("/accessToken"));
        assertThat(me.get("/api/me").at("/handle")).as("admin is nobody's").matches("admin[0-9]+");

        ApiClient again = griot.client().browser();
        assertThat(signIn(again, said("new"), "?next=/studio")).isEqualTo("/signin?arrived&next=%2Fstudio");
        assertThat(again.post("/api/auth/refresh").at("/user/id")).isEqualTo(me.userId());
        assertThat(griot.client()
                        .post(
                                "/api/auth/login",
                                Map.of("handle", me.get("/api/me").at("/handle"), "password", "nobody"))
                        .refusal())
                .isEqualTo("401 BAD_CREDENTIALS");
        assertThat(me.delete("/api/me/identities/lying").refusal()).isEqualTo("409 LAST_WAY_IN");
    }

    @Test
    void an_owner_links_what_is_nobody_elses_and_unlinks() {
        ApiClient awa = griot.client().browser().register("awa");
        assertThat(link(awa, "awas")).isEqualTo("/profile");
        assertThat(awa.get("/api/me/identities").at("/items/0/provider")).isEqualTo("lying");
        ApiClient kofi = griot.client().browser().register("kofi");
        assertThat(link(kofi, "awas")).isEqualTo("/profile?error=IDENTITY_TAKEN");

        assertThat(awa.delete("/api/me/identities/lying").status()).isEqualTo(204);
        assertThat(link(kofi, "awas")).isEqualTo("/profile");
    }

    @Test
    void nothing_that_is_not_so_signs_anybody_in() {
        Instant past = Instant.now().minusSeconds(3_600);
        assertThat(signIn(claims -> claims.issuer("https://elsewhere.example"))).isEqualTo(REFUSED);
        assertThat(signIn(claims -> claims.audience("another"))).isEqualTo(REFUSED);
        assertThat(signIn(claims -> claims.claim("nonce", "another"))).isEqualTo(REFUSED);
        assertThat(signIn(claims -> claims.issueTime(Date.from(past)).expirationTime(Date.from(past.plusSeconds(60)))))
                .isEqualTo(REFUSED);
        ApiClient browser = griot.client().browser();
        var unused = begin(browser, "/oauth2/authorization/lying", OpenIdTest::truth);
        assertThat(location(browser.get("/login/oauth2/code/lying?code=one&state=another")))
                .isEqualTo(REFUSED);
        assertThat(signIn(OpenIdTest::truth)).as("the same without a lie").isEqualTo(ARRIVED);
    }

    @Test
    void who_is_suspended_comes_in_by_no_provider_either() {
        ApiClient root = griot.client().register("root_of_all");
        ApiClient ali = griot.client().browser().register("ali");
        assertThat(link(ali, "alis")).isEqualTo("/profile");
        String suspension = "/api/admin/suspensions/" + ali.userId();
        assertThat(root.put(suspension, Map.of("reason", "Spam")).status()).isEqualTo(204);

        assertThat(signIn(griot.client().browser(), said("alis"), "")).isEqualTo("/signin?error=SUSPENDED");

        assertThat(root.delete(suspension).status()).isEqualTo(204);
        assertThat(signIn(griot.client().browser(), said("alis"), "")).isEqualTo(ARRIVED);
    }

    @Test
    void a_provider_that_is_down_hurts_nobody_else() {
        assertThat(location(griot.client().get("/oauth2/authorization/down")))
                .isEqualTo("/signin?error=PROVIDER_UNAVAILABLE");
        assertThat(griot.client().get("/api/auth/providers").at("/items/1/url"))
                .isEqualTo("/oauth2/authorization/lying");
        assertThat(griot.client().register("ines").userId()).isNotEmpty();
    }

    private static String link(ApiClient person, String subject) {
        String url = person.post("/api/me/identities/lying").at("/url");
        return finish(person.signedOut(), begin(person.signedOut(), url, said(subject)));
    }

    private static String signIn(Consumer<JWTClaimsSet.Builder> lie) {
        return signIn(griot.client().browser(), lie, "");
    }

    private static String signIn(ApiClient browser, Consumer<JWTClaimsSet.Builder> lie, String query) {
        return finish(browser, begin(browser, "/oauth2/authorization/lying" + query, lie));
    }

    /** Goes to the provider; returns the state that it would give back. */
    private static String begin(ApiClient browser, String url, Consumer<JWTClaimsSet.Builder> lie) {
        var asked = UriComponentsBuilder.fromUriString(location(browser.get(url)))
                .build()
                .getQueryParams();
        assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
        provider.tell(String.valueOf(asked.getFirst("nonce")), lie);
        return String.valueOf(asked.getFirst("state"));
    }

    private static String finish(ApiClient browser, String state) {
        ApiClient.Answer answer = browser.get("/login/oauth2/code/lying?code=one&state=" + state);
        assertThat(answer.headers().allValues("Set-Cookie")).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("griot_")
                .contains("HttpOnly", "SameSite=" + (cookie.startsWith("griot_openid=") ? "Lax" : "Strict")));
        return location(answer);
    }

    private static String location(ApiClient.Answer answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer);
    }

    private static Consumer<JWTClaimsSet.Builder> said(String subject) {
        return claims -> claims.subject(subject);
    }

    /** Says nothing but what is so. */
    private static void truth(JWTClaimsSet.Builder claims) {}
}
