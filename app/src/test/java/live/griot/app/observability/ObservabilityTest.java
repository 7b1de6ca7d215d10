package live.griot.app.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import live.griot.app.support.ApiClient;
import live.griot.app.support.JsonFrames;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With everything switched on that operators may switch on: figures, lines in JSON that name what they belong to, and whole traces. */
class ObservabilityTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @TempDir
    static Path directory;

    static TraceCollector collector;
    static StartedGriot griot;
    static ApiClient host;
    static String hostId;
    static String session;

    @BeforeAll
    static void start() throws IOException {
        collector = new TraceCollector();
        griot = StartedGriot.in(
                directory.resolve("griot"),
                Map.of(
                        "griot.metrics.look-every", "PT0.2S",
                        "griot.log.calls", "true",
                        "griot.tracing.enabled", "true",
                        "griot.tracing.endpoint", collector.address(),
                        "griot.tracing.share", "1",
                        "management.opentelemetry.tracing.export.schedule-delay", "100ms",
                        "logging.file.name", directory.resolve("griot.json").toString(),
                        "logging.structured.format.file", "ecs",
                        "logging.level.org.axonframework.messaging.unitofwork", "debug"));
        host = griot.client().register("zwanzig");
        hostId = host.userId();
        session = host.createSession("Seen through");
        assertThat(host.post("/api/sessions/%s/start".formatted(session)).status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        griot.close();
        collector.close();
    }

    @Test
    void what_operators_need_stands_among_the_metrics() {
        assertThat(host.post("/api/sessions/%s/start".formatted(session)).refusal())
                .isEqualTo("409 INVALID_TRANSITION");
        host.createSession("Another");
        await().untilAsserted(() ->
                assertThat(metric("griot_sessions{state=\"pending\"}")).isEqualTo(1));
        assertThat(metric("griot_sessions{state=\"starting\"}")).isEqualTo(1);
        assertThat(metric("griot_sessions{state=\"live\"}")).isZero();
        assertThat(metric("griot_viewers")).isZero();
        await().untilAsserted(() -> assertThat(Set.of("sessions", "chat", "edge", "rights"))
                .allSatisfy(
                        processor -> assertThat(metric("griot_processor_lag{processor=\"%s\"}".formatted(processor)))
                                .isZero()));
        assertThat(metric("griot_command_seconds_count{command=\"CreateSession\",outcome=\"done\"}"))
                .isEqualTo(2);
        assertThat(metric("griot_command_seconds_count{command=\"StartSession\",outcome=\"refused\"}"))
                .isEqualTo(1);
        assertThat(metric("griot_refusals_total{code=\"INVALID_TRANSITION\"}")).isEqualTo(1);
        assertThat(metric("griot_refusals_total{code=\"STAGE_FULL\"}")).isZero();
        assertThat(metric("griot_readmodel_wait_seconds_count{outcome=\"caught_up\"}"))
                .isPositive();
        assertThat(metric("griot_readmodel_wait_seconds_count{outcome=\"late\"}"))
                .isNotNegative();
        assertThat(metric("griot_store_call_seconds_count{outcome=\"done\"}")).isPositive();
        assertThat(metric("griot_store_call_seconds_bucket{outcome=\"done\",le=\"5.0\"}"))
                .isPositive();
        assertThat(metric("griot_join_seconds_count")).isZero();
        assertThat(metric("griot_live_outbox_frames")).isZero();
        assertThat(metric("griot_live_outbox_longest")).isZero();
        assertThat(scrape()).contains("hikaricp_connections_usage_seconds_bucket", "hikaricp_connections_pending");
    }

    @Test
    void what_is_refused_on_the_live_socket_is_counted_too() throws InterruptedException {
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            assertThat(socket.refusedTopic("sessions/NOBODY")).isEqualTo("SESSION_NOT_FOUND");
        }
        assertThat(metric("griot_refusals_total{code=\"SESSION_NOT_FOUND\"}")).isPositive();
        assertThat(metric("griot_live_frame_seconds_count{error=\"none\",type=\"subscribe\"}"))
                .isPositive();
    }

    @Test
    void what_is_refused_on_the_signalling_socket_is_counted_too() {
        Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
        WebSocket socket = socket("/api/edge/signal", "a-signal", told);
        try {
            say(socket, Map.of("type", "hello", "ticket", "none"));
            await().until(() -> told.stream()
                    .anyMatch(frame -> frame.path("code").asString("").equals("INVALID_TICKET")));
        } finally {
            socket.abort();
        }
        assertThat(metric("griot_refusals_total{code=\"INVALID_TICKET\"}")).isEqualTo(1);
    }

    @Test
    void no_id_of_anybody_or_anything_is_a_label() {
        assertThat(scrape()).doesNotContain(session, hostId, "zwanzig");
    }

    @Test
    void a_call_is_one_line_that_names_it_its_session_and_its_caller() {
        HttpResponse<String> answer = post("/api/sessions/%s/messages".formatted(session), "a-call.of_mine", null);

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("a-call.of_mine");
        await().until(() -> !callLines("a-call.of_mine").isEmpty());
        assertThat(callLines("a-call.of_mine")).singleElement().satisfies(line -> {
            assertThat(line.path("message").asString())
                    .startsWith("POST /api/sessions/{id}/messages was answered 201 after ");
            assertThat(line.path("sessionId").asString()).isEqualTo(session);
            assertThat(line.path("personId").asString()).isEqualTo(hostId);
        });
        assertThat(lines())
                .filteredOn(line -> line.path("requestId").asString("").equals("a-call.of_mine"))
                .as("what the command does, on whichever thread")
                .anyMatch(line -> line.at("/process/thread/name").asString().startsWith("group-commit"));
    }

    @Test
    void what_could_break_a_line_is_not_taken_for_a_name() {
        assertThat(named("x".repeat(65))).isNotEqualTo("x".repeat(65)).hasSize(26);
        assertThat(named("a\"b")).hasSize(26);
        assertThat(named("a b")).hasSize(26);
    }

    @Test
    void a_refused_call_is_named_in_its_answer_too() {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(griot.address().resolve("/api/sessions/%s/end".formatted(session)))
                        .header("X-Request-Id", "nobody")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("nobody");
    }

    @Test
    void what_a_frame_sets_off_is_named_after_its_socket() {
        Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
        WebSocket socket = socket("/ws", "a-socket", told);
        try {
            say(socket, Map.of("type", "hello", "token", host.token()));
            say(
                    socket,
                    Map.of(
                            "type",
                            "send",
                            "id",
                            "1",
                            "topic",
                            "sessions/%s/chat".formatted(session),
                            "content",
                            "Good evening"));
            await().until(() -> told.stream()
                    .anyMatch(frame -> frame.path("type").asString().equals("ack")));
        } finally {
            socket.abort();
        }

        await().untilAsserted(() -> assertThat(lines())
                .filteredOn(line -> line.path("requestId").asString("").equals("a-socket"))
                .anySatisfy(line -> {
                    assertThat(line.path("personId").asString("")).isEqualTo(hostId);
                    assertThat(line.path("sessionId").asString("")).isEqualTo(session);
                }));
        await().untilAsserted(() ->
                assertThat(collector.spans()).extracting(Span::getName).contains("live send"));
    }

    @Test
    void one_trace_leads_from_the_call_to_what_subscribers_hear() throws InterruptedException {
        try (LiveSocketClient listener = LiveSocketClient.connect(griot.address(), host.token())) {
            listener.subscribe("sessions/%s/chat".formatted(session));
            post("/api/sessions/%s/messages".formatted(session), null, "00-%s-%s-01".formatted(TRACE, CALLERS_SPAN));
            listener.await("messageSent");
        }

        await().untilAsserted(() -> assertThat(collector.ofTrace(TRACE))
                .extracting(Span::getName)
                .contains(
                        "http post /api/sessions/{id}/messages",
                        "CommandBus.handleCommand(SendMessage)",
                        "EventBus.publishEvent(MessageSent)",
                        "StreamingEventProcessor.process(MessageSent)",
                        "ChatProjection.on(MessageSent)",
                        "live push MessageSent"));
        List<Span> spans = collector.ofTrace(TRACE);
        Set<String> known = spans.stream().map(span -> hex(span.getSpanId())).collect(Collectors.toSet());
        assertThat(spans)
                .as("each belongs to one before it, the first to the caller's")
                .allSatisfy(span -> assertThat(hex(span.getParentSpanId()))
                        .satisfiesAnyOf(parent -> assertThat(known).contains(parent), parent -> assertThat(parent)
                                .isEqualTo(CALLERS_SPAN)));
        assertThat(collector.spans().toString()).as("addresses and names").doesNotContain("/messages?", "zwanzig");
        assertThat(storedMetadata()).allSatisfy(metadata -> assertThat(metadata.propertyNames())
                .isSubsetOf("traceparent", "traceId", "correlationId"));
    }

    private static List<JsonNode> storedMetadata() {
        return griot.part(JdbcClient.class)
                .sql("SELECT metaData FROM DomainEventEntry")
                .query((row, index) -> JSON.readTree(row.getBytes(1)))
                .list();
    }

    private static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** Returns what a call is called that is given a name. */
    private static String named(String given) {
        try {
            return post("/api/sessions/%s/messages".formatted(session), given, null)
                    .headers()
                    .firstValue("X-Request-Id")
                    .orElseThrow();
        } catch (IllegalArgumentException notEvenAHeader) {
            throw new AssertionError(given, notEvenAHeader);
        }
    }

    private static HttpResponse<String> post(String path, @Nullable String name, @Nullable String trace) {
        HttpRequest.Builder request = HttpRequest.newBuilder(griot.address().resolve(path))
                .header("Authorization", "Bearer " + host.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("content", "Good evening"))));
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put("X-Request-Id", name);
        headers.put("traceparent", trace);
        headers.values().removeIf(Objects::isNull);
        headers.forEach(request::header);
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static WebSocket socket(String path, String name, Queue<JsonNode> told) {
        return HTTP.newWebSocketBuilder()
                .header("X-Request-Id", name)
                .buildAsync(
                        URI.create(
                                "ws://localhost:%d%s".formatted(griot.address().getPort(), path)),
                        new JsonFrames(told::add, new CompletableFuture<>()))
                .join();
    }

    private static void say(WebSocket socket, Map<String, String> frame) {
        socket.sendText(JSON.writeValueAsString(frame), true).join();
    }

    private static List<JsonNode> callLines(String requestId) {
        return lines().stream()
                .filter(line -> line.path("requestId").asString("").equals(requestId)
                        && line.at("/log/logger").asString("").endsWith("CallLogFilter"))
                .toList();
    }

    /** Returns every line of the log; fails where one is no JSON. */
    private static List<JsonNode> lines() {
        try {
            return Files.readAllLines(directory.resolve("griot.json")).stream()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String scrape() {
        return griot.operator().get("/actuator/prometheus").text();
    }

    private static double metric(String name) {
        return scrape().lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no metric " + name));
    }
}
