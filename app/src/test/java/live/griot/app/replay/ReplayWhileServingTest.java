package live.griot.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.common.Registration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One projection is replayed while the rest serve; by the operator's call and by the command. */
class ReplayWhileServingTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient operator;
    static ApiClient awa;
    static String live;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data, History.PROPERTIES);
        operator = griot.operator();
        awa = griot.client().register("awa");
        live = awa.createSession("Evening tales");
        awa.post("/api/sessions/" + live + "/start");
        post("Once upon a time");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void sessions_are_written_and_read_while_the_chat_is_replayed_and_the_chat_comes_back_whole() {
        CountDownLatch goOn = new CountDownLatch(1);
        try (Registration held = chat().registerHandlerInterceptor((work, chain) -> {
            goOn.await();
            return chain.proceed();
        })) {
            assertThat(operator.post("/actuator/replay/chat").status()).isEqualTo(200);

            for (int i = 0; i < 10; i++) {
                String id = awa.createSession("Meanwhile " + i);
                assertThat(awa.get("/api/sessions/" + id).at("/title")).isEqualTo("Meanwhile " + i);
            }
            assertThat(awa.get("/api/sessions/" + live + "/messages").json().at("/items"))
                    .isEmpty();
            post("Said during the replay");
            assertThat(operator.get("/actuator/replay/chat")
                            .json()
                            .at("/replaying")
                            .asBoolean())
                    .isTrue();
            assertThat(operator.get("/actuator/replay/sessions")
                            .json()
                            .at("/replaying")
                            .asBoolean())
                    .isFalse();
            assertThat(operator.post("/actuator/replay/chat").refusal()).isEqualTo("409 CONFLICT");
            assertThat(operator.get("/actuator/health").at("/status")).isEqualTo("UP");
            goOn.countDown();
            awaitWhole();
        } finally {
            goOn.countDown();
        }

        assertThat(awa.get("/api/sessions/" + live + "/messages").text())
                .contains("Once upon a time", "Said during the replay");
    }

    @Test
    void of_two_who_ask_at_once_each_is_answered_and_the_projection_is_whole_after() {
        CompletableFuture<ApiClient.Answer> other =
                CompletableFuture.supplyAsync(() -> operator.post("/actuator/replay/sessions"));
        ApiClient.Answer mine = operator.post("/actuator/replay/sessions");

        assertThat(mine.status()).isIn(200, 409);
        assertThat(other.join().status()).isIn(200, 409);
        assertThat(mine.status() == 200 || other.join().status() == 200).isTrue();
        awaitWhole();
        assertThat(awa.get("/api/sessions/" + live).at("/title")).isEqualTo("Evening tales");
    }

    @Test
    void an_event_that_a_projection_cannot_handle_shows_in_health_and_is_not_skipped() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Registration failing = chat().registerHandlerInterceptor((work, chain) -> {
            if (broken.get()) {
                throw new IllegalStateException("This projection has a mistake");
            }
            return chain.proceed();
        })) {
            post("Cannot be projected yet");
            await().until(() -> operator.get("/actuator/health").at("/status").equals("DOWN"));
            assertThat(operator.get("/actuator/replay/chat")
                            .json()
                            .at("/stopped")
                            .asBoolean())
                    .isTrue();
            broken.set(false);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> operator.get("/actuator/health").at("/status").equals("UP"));
        }

        assertThat(awa.get("/api/sessions/" + live + "/messages").text()).contains("Cannot be projected yet");
    }

    @Test
    void what_reacts_and_what_is_not_there_is_not_replayed() {
        assertThat(operator.post("/actuator/replay/edge").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(operator.post("/actuator/replay/deadlines").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(operator.post("/actuator/replay/nothing").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(operator.get("/actuator/replay").json().at("/projections"))
                .extracting(projection -> projection.at("/name").asString())
                .contains("sessions", "chat")
                .doesNotContain("edge", "deadlines");
    }

    @Test
    void a_page_in_a_browser_on_this_machine_cannot_replay_anything() throws Exception {
        URI address = griot.operatorsAddress().resolve("/actuator/replay/chat");

        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address)
                                        .header("Origin", "https://elsewhere.example")
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void the_command_replays_and_says_so() {
        Told told = command("replay", "sessions", port(griot.operatorsAddress().getPort()));

        assertThat(told.err()).isEmpty();
        assertThat(told.out()).endsWith("sessions: replayed" + System.lineSeparator());
        assertThat(told.exitCode()).isZero();
        assertThat(awa.get("/api/sessions/" + live).at("/title")).isEqualTo("Evening tales");
    }

    private static String port(int number) {
        return "--griot.management.port=" + number;
    }

    @Test
    void the_command_says_in_one_line_why_it_cannot() throws IOException {
        String port = port(griot.operatorsAddress().getPort());

        assertThat(command("replay", "nothing", port).failure())
                .startsWith("There is no projection nothing; there are");
        assertThat(command("replay", "a/b", port).failure()).isNotEmpty();
        assertThat(command("replay", port).failure()).isEqualTo("Say which projection: replay <projection>");
        assertThat(command("replay", "chat", port(freePort())).failure())
                .startsWith("No program answers at http://localhost:");
    }

    private record Told(int exitCode, String out, String err) {
        String failure() {
            assertThat(exitCode).isEqualTo(1);
            assertThat(err.lines()).hasSize(1);
            return err.strip();
        }
    }

    private static Told command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new ReplayCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
        return new Told(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static StreamingEventProcessor chat() {
        return griot.part(EventProcessingConfiguration.class)
                .eventProcessor("chat", StreamingEventProcessor.class)
                .orElseThrow();
    }

    private static void awaitWhole() {
        await().until(() -> griot.part(Replays.class).all().stream()
                .allMatch(projection -> !projection.replaying() && projection.position() >= projection.target()));
    }

    private static void post(String content) {
        assertThat(awa.post("/api/sessions/" + live + "/messages", Map.of("content", content))
                        .status())
                .isEqualTo(201);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
