package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.PromQl;
import live.griot.app.support.RawHttp;
import live.griot.app.support.StartedGriot;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/** The operator's calls have a port of their own, and with a token they are for who has it; the data is for the program alone. */
@BesideOthers
class OperatorsPortTest {
    private static final String TOKEN = "an operator's own token";

    @TempDir
    static Path data;

    static StartedGriot griot;

    @BeforeAll
    static void start() throws IOException {
        Path open = Files.createDirectory(data.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path before = Files.writeString(open.resolve("griot.trace.db"), "");
        Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-r--r--"));
        griot = StartedGriot.in(
                open,
                Map.of(
                        "griot.management.token", TOKEN,
                        "griot.rates.sessions-per-person", "3/PT1H",
                        "griot.rates.joins-per-address", "3/PT1H",
                        "griot.rates.searches-per-address", "3/PT1H",
                        "griot.rates.refreshes-per-address", "3/PT1H"));
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void nothing_of_it_answers_where_everybody_asks() {
        assertThat(griot.client().get("/actuator/health").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(griot.client().get("/actuator/prometheus").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(griot.client().post("/actuator/replay/chat").status()).isIn(404, 405);
    }

    @Test
    void health_is_a_word_for_anybody_who_reaches_it_and_the_rest_is_for_the_token() {
        assertThat(griot.operator().get("/actuator/health").text())
                .contains("UP")
                .doesNotContain("components");
        assertThat(griot.operator().get("/actuator/prometheus").refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(griot.operator()
                        .with("another token of somebody")
                        .get("/actuator/prometheus")
                        .refusal())
                .isEqualTo("401 UNAUTHENTICATED");
        assertThat(griot.operator().with(TOKEN).get("/actuator/prometheus").text())
                .contains("jvm_memory_used_bytes", "griot_http_turned_away_total");
        assertThat(griot.operator().with(TOKEN).get("/actuator/replay").status())
                .isEqualTo(200);
        assertThat(griot.operator().get("/actuator/nothing").status()).isIn(401, 404);
    }

    @Test
    void nothing_is_traced_unless_it_is_asked_for() {
        assertThat(griot.part(SpanFactory.class)).isInstanceOf(NoOpSpanFactory.class);
        assertThatThrownBy(() -> griot.part(OpenTelemetry.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
        assertThatThrownBy(() -> griot.part(Tracer.class)).isInstanceOf(NoSuchBeanDefinitionException.class);
    }

    @Test
    void the_data_is_readable_by_its_owner_alone_whatever_it_was_before() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("open"))) {
            assertThat(all)
                    .anyMatch(file -> file.endsWith("griot.mv.db"))
                    .anyMatch(file -> file.endsWith("griot.trace.db"))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    @Test
    void who_does_a_thing_too_often_is_told_when_to_try_again_and_others_are_not() {
        ApiClient awa = griot.client().register("awa");
        ApiClient moussa = griot.client().register("moussa");
        String session = awa.createSession("One");
        awa.createSession("Two");
        awa.createSession("Three");

        ApiClient.Answer refused = awa.post("/api/sessions", Map.of("title", "Four"));

        assertThat(refused.refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 1_200L);
        moussa.createSession("Mine");
        for (int i = 0; i < 3; i++) {
            assertThat(griot.client().post("/api/sessions/" + session + "/join").status())
                    .isEqualTo(200);
            assertThat(moussa.get("/api/users?q=awa").status()).isEqualTo(200);
            assertThat(griot.client().post("/api/auth/refresh").refusal()).isEqualTo("401 UNAUTHENTICATED");
        }
        assertThat(griot.client().post("/api/sessions/" + session + "/join").refusal())
                .isEqualTo("429 RATE_LIMITED");
        assertThat(moussa.post("/api/sessions/" + session + "/join").status()).isEqualTo(200);
        assertThat(moussa.get("/api/users?q=awa").refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(griot.client().get("/api/sessions?q=awa").refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(griot.client().get("/api/sessions").status()).isEqualTo(200);
        assertThat(griot.client().post("/api/auth/refresh").refusal()).isEqualTo("429 RATE_LIMITED");
        assertThat(griot.operator().with(TOKEN).get("/actuator/prometheus").text())
                .contains("griot_calls_too_often_total{call=\"create session\"} 1.0");
    }

    @Test
    void what_the_dashboard_and_the_alerts_ask_for_is_there() throws Exception {
        ApiClient ines = griot.client().register("ines");
        ines.createSession("What is counted from then on");
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), ines.token())) {
            socket.subscribe("me");
        }
        Set<String> exposed = griot.operator()
                .with(TOKEN)
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        Set<String> asked = PromQl.names(Stream.concat(PromQl.ofDashboard().stream(), PromQl.ofRules().stream()));

        assertThat(asked)
                .hasSizeGreaterThan(30)
                .filteredOn(name -> !name.equals("up")) // Prometheus' own.
                .isSubsetOf(exposed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:{port}, 401",
        "http://other.example, 403",
        "http://localhost:1, 403",
        "https://localhost:{port}, 403",
        "null, 403",
    })
    void a_call_that_a_cookie_authorises_is_refused_to_pages_of_others(String origin, int status) throws IOException {
        URI address = griot.address();
        String from = origin.replace("{port}", Integer.toString(address.getPort()));
        for (String call : new String[] {"login", "logout"}) {
            RawHttp.Answer answer = RawHttp.send(
                    address,
                    "POST /api/auth/%s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nOrigin: %s\r\nContent-Type: application/json\r\nContent-Length: 39\r\n\r\n{\"handle\":\"nobody\",\"password\":\"nobody\"}"
                            .formatted(call, address.getPort(), from));
            assertThat(answer.status()).as(call).isIn(status, call.equals("logout") && status == 401 ? 204 : status);
        }
    }
}
