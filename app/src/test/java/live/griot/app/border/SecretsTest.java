package live.griot.app.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Secrets are planted wherever somebody gives or gets one, and looked for in everything that is told to others than their owner. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String PASSWORD = "planted password 7431";
    private static final String WRONG_PASSWORD = "planted wrong password 9265";
    private static final String OPERATORS_TOKEN = "planted operators token 1415";
    private static final String TURN_SECRET = "planted turn secret 3589";

    @TempDir
    Path data;

    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void no_secret_is_in_logs_metrics_health_or_refusals(CapturedOutput output) throws Exception {
        String metrics;
        String health;
        try (StartedGriot griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.management.token",
                        OPERATORS_TOKEN,
                        "griot.turn.urls",
                        "turn:turn.example:3478",
                        "griot.turn.secret",
                        TURN_SECRET,
                        "logging.level.live.griot",
                        "debug"))) {
            plant(griot);
            keysOfThisInstallation();
            metrics = griot.operator()
                    .with(OPERATORS_TOKEN)
                    .get("/actuator/prometheus")
                    .text();
            health = griot.operator().get("/actuator/health").text();
        }

        assertThat(secrets).hasSizeGreaterThan(12);
        assertThat(refusals).hasSizeGreaterThan(8);
        secrets.forEach((name, secret) -> {
            assertThat(output.getAll()).as("%s in the log", name).doesNotContain(secret);
            assertThat(metrics).as("%s in the metrics", name).doesNotContain(secret);
            assertThat(health).as("%s in health", name).doesNotContain(secret);
            assertThat(refusals).as("%s in a refusal", name).noneMatch(refusal -> refusal.contains(secret));
        });
    }

    private void plant(StartedGriot griot) throws InterruptedException {
        ApiClient anybody = griot.client();
        secret("password", PASSWORD);
        secret("wrong password", WRONG_PASSWORD);
        secret("operator's token", OPERATORS_TOKEN);
        secret("TURN secret", TURN_SECRET);
        ApiClient.Answer registered =
                anybody.post("/api/auth/register", Map.of("handle", "awa", "displayName", "Awa", "password", PASSWORD));
        secret("access token", registered.at("/accessToken"));
        registered
                .headers()
                .allValues("Set-Cookie")
                .forEach(cookie -> secret(
                        cookie.substring(0, cookie.indexOf('=')),
                        cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'))));
        ApiClient awa = anybody.with(registered.at("/accessToken"));
        String session = "/api/sessions/" + awa.createSession("Tales");
        ApiClient.Answer link = awa.post(session + "/links", Map.of("role", "VIEWER"));
        secret("link", link.at("/code"));
        ApiClient.Answer joined = awa.post(session + "/join");
        String ticket = joined.at("/ticket");
        secret("ticket", ticket);
        joined.json().at("/edge/iceServers").forEach(server -> {
            if (server.hasNonNull("credential")) {
                secret("TURN credential", server.path("credential").asString());
            }
        });

        refused(anybody.post("/api/auth/login", Map.of("handle", "awa", "password", WRONG_PASSWORD)));
        refused(anybody.post(
                "/api/auth/register", Map.of("handle", "awa", "displayName", "Awa", "password", PASSWORD)));
        refused(anybody.post(
                "/api/auth/register", Map.of("handle", "a b", "displayName", "Awa", "password", PASSWORD)));
        refused(anybody.post("/api/auth/login", Map.of("handle", PASSWORD, "password", PASSWORD)));
        refused(anybody.postText("/api/auth/login", "application/json", "{\"password\": \"" + PASSWORD + "\", handle"));
        refused(anybody.postText("/api/auth/login", "text/plain", PASSWORD));
        refused(anybody.post("/api/auth/login", Map.of("handle", List.of(PASSWORD), "password", PASSWORD)));
        refused(awa.with(awa.token() + "x").get("/api/me"));
        refused(awa.with(ticket).get("/api/me"));
        refused(awa.with(ticket).get("/api/invitations?state=" + ticket));
        refused(awa.with(ticket).postText("/api/edge/whip", "application/sdp", "v=0 nonsense"));
        refused(awa.with(ticket + "x").postText("/api/edge/whep", "application/sdp", "v=0"));
        refused(anybody.post(session + "/join", Map.of("link", link.at("/code") + "x")));
        refused(griot.operator().with(OPERATORS_TOKEN + "x").get("/actuator/prometheus"));
        for (String hello : new String[] {awa.token() + "x", ticket, PASSWORD}) {
            try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
                socket.send(Map.of("type", "hello", "token", hello));
                refusals.add(socket.await("error").toString());
            }
        }
    }

    /** What the data directory keeps, in each way in which bytes are written. */
    private void keysOfThisInstallation() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().endsWith(".db"))
                    .toList()) {
                byte[] key = Files.readAllBytes(file);
                if (key.length > 0 && key.length < 4_096) {
                    secret(
                            file.getFileName() + " in hexadecimals",
                            HexFormat.of().formatHex(key));
                    secret(
                            file.getFileName() + " in Base64",
                            Base64.getEncoder().withoutPadding().encodeToString(key));
                }
            }
        }
    }

    private void secret(String name, String value) {
        assertThat(value).as(name).hasSizeGreaterThan(8);
        secrets.put(name, value);
    }

    private void refused(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        refusals.add(answer.text() + answer.headers().map());
    }
}
