package live.griot.identity.credential;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.Objects;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Calls of sign-in over the real tables and tokens. */
abstract class AuthCallsFixture {
    static final String AWA = """
            {"handle": "Awa", "displayName": " Awa Ndiaye ", "password": "correct horse"}""";

    @TempDir
    Path directory;

    final TestDatabase database = new TestDatabase();
    final MovableClock clock = new MovableClock();
    SignInWorld world;
    MockMvcTester http;

    @BeforeEach
    void start() {
        world = new SignInWorld(database, directory, clock);
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(world.auth)
                .setControllerAdvice(new RefusedAsStatus())
                .build());
    }

    MvcTestResult send(String call, String body) {
        return http.perform(json(call, body));
    }

    MvcTestResult login(String handle, String password) {
        return send("login", "{\"handle\": \"%s\", \"password\": \"%s\"}".formatted(handle, password));
    }

    MvcTestResult loginOn(Cookie device, String password) {
        return http.perform(json("login", "{\"handle\": \"awa\", \"password\": \"%s\"}".formatted(password))
                .cookie(device));
    }

    static Cookie device(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getCookie("griot_device"));
    }

    MvcTestResult refresh(Cookie cookie) {
        return http.perform(post("/api/auth/refresh").cookie(cookie));
    }

    static MockHttpServletRequestBuilder json(String call, String body) {
        return post("/api/auth/" + call).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    static Cookie cookie(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getCookie("griot_refresh"));
    }

    static String accessToken(MvcTestResult answer) {
        try {
            return JsonPath.read(answer.getResponse().getContentAsString(), "$.accessToken");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
