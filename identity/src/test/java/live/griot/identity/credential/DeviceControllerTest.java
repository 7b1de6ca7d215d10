package live.griot.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import live.griot.api.id.UserId;
import live.griot.api.identity.Bearer;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.Ending;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import live.griot.identity.token.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Where one is signed in, and how that ends: over the real tables and tokens. */
class DeviceControllerTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();
    private SignInWorld world;
    private MockMvcTester http;
    private String phone;
    private String laptop;

    @BeforeEach
    void two_devices() {
        world = new SignInWorld(database, directory, clock);
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(world.auth, world.devices)
                .setControllerAdvice(new RefusedAsStatus())
                .build());
        phone = token(world.auth.register(new Registration("awa", "Awa", PASSWORD, null), browser("A phone")));
        clock.pass(Duration.ofMinutes(1));
        laptop = token(world.auth.login(new Login("awa", PASSWORD), browser("A \u001b[31mlaptop")));
    }

    @Test
    void one_sees_where_one_is_signed_in_and_since_when() {
        List<DeviceController.DeviceView> seen = devices();

        assertThat(seen).extracting(DeviceController.DeviceView::client).containsExactly("A [31mlaptop", "A phone");
        assertThat(seen).extracting(DeviceController.DeviceView::current).containsExactly(true, false);
        assertThat(seen.getLast().since()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(seen.getLast().lastSeenAt()).isEqualTo(seen.getLast().since());
    }

    @Test
    void one_signs_another_device_out_and_nobody_elses() {
        String kofis = token(world.auth.register(new Registration("kofi", "Kofi", PASSWORD, null), browser("Kofi's")));

        assertThat(http.delete()
                        .uri("/api/me/devices/" + bearer(phone).signIn())
                        .principal(world.caller(kofis)))
                .hasStatus(404);
        assertThat(world.ended.isEnded(bearer(phone).signIn())).isFalse();
        assertThat(http.delete()
                        .uri("/api/me/devices/" + bearer(phone).signIn())
                        .principal(world.caller(laptop)))
                .hasStatus(204);

        assertThat(world.ended.isEnded(bearer(phone).signIn())).isTrue();
        assertThat(devices())
                .singleElement()
                .extracting(DeviceController.DeviceView::current)
                .isEqualTo(true);
        assertThat(world.log).hasSize(1);
    }

    @Test
    void who_signs_out_everywhere_is_signed_in_nowhere() {
        assertThat(http.post().uri("/api/auth/logout-all").principal(world.caller(laptop)))
                .hasStatus(204);

        assertThat(world.ended.isEnded(bearer(phone).signIn())).isTrue();
        assertThat(world.ended.isEnded(bearer(laptop).signIn())).isTrue();
        assertThat(devices()).isEmpty();
        assertThat(world.log)
                .singleElement()
                .isEqualTo(new SignInsEnded(
                        awa(),
                        java.util.Set.of(bearer(phone).signIn(), bearer(laptop).signIn()),
                        Ending.LOG_OUT,
                        clock.instant()));
    }

    @Test
    void a_program_without_cookies_signs_out_by_its_access_token() {
        assertThat(http.post().uri("/api/auth/logout").principal(world.caller(phone)))
                .hasStatus(204);

        assertThat(world.ended.isEnded(bearer(phone).signIn())).isTrue();
        assertThat(world.ended.isEnded(bearer(laptop).signIn())).isFalse();
    }

    @Test
    void who_changes_the_password_stays_and_every_other_device_is_signed_out() {
        assertThat(password("wrong horse", "quite another mule")).hasStatus(401);
        assertThat(world.ended.isEnded(bearer(phone).signIn())).isFalse();
        assertThat(password(PASSWORD, "quite another mule")).hasStatus(204);

        assertThat(world.ended.isEnded(bearer(phone).signIn())).isTrue();
        assertThat(world.ended.isEnded(bearer(laptop).signIn())).isFalse();
        assertThat(world.auth
                        .login(new Login("awa", "quite another mule"), browser("A tablet"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void what_ended_is_known_after_a_restart_until_its_tokens_are_expired() {
        world.ending.everywhere(awa(), Ending.SUSPENSION);
        clock.pass(Duration.ofMinutes(10));

        assertThat(afterARestart().isEnded(bearer(phone).signIn())).isTrue();
        assertThat(afterARestart().isEnded(bearer(laptop).signIn())).isTrue();
    }

    private EndedRights afterARestart() {
        EndedRights memory = new EndedRights(clock, TestKeys.USUAL.endsRemembered());
        new SignInEnding(database.client(), database.transactions(), world.log::add, memory, TestKeys.USUAL, clock)
                .remember();
        return memory;
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult password(String current, String next) {
        return http.post()
                .uri("/api/auth/password")
                .principal(world.caller(laptop))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"current\": \"%s\", \"password\": \"%s\"}".formatted(current, next))
                .exchange();
    }

    private List<DeviceController.DeviceView> devices() {
        return world.devices
                .devices((live.griot.api.identity.SignedInCaller) world.caller(laptop))
                .items();
    }

    private UserId awa() {
        return bearer(phone).person();
    }

    private Bearer bearer(String token) {
        return world.tokens.verify(token);
    }

    private static String token(org.springframework.http.ResponseEntity<SignedIn> answer) {
        return Objects.requireNonNull(answer.getBody()).accessToken();
    }

    private static MockHttpServletRequest browser(String name) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(HttpHeaders.USER_AGENT, name);
        return request;
    }
}
