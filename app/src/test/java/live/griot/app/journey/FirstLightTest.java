package live.griot.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The API from registration to an ended session, as any client sees it; media is the browser's tests' part. */
@BesideOthers
class FirstLightTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient anybody;
    static ApiClient awa;
    static ApiClient moussa;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        anybody = griot.client();
        awa = anybody.register("awa");
        moussa = anybody.register("moussa");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void events_are_stored_by_jdbc_in_springs_transactions() {
        assertThat(griot.part(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(griot.part(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(griot.part(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
    }

    /** An event that is kept apart from its row costs several times as much to read. */
    @Test
    void the_embedded_database_keeps_events_in_their_rows() {
        assertThat(griot.part(JdbcClient.class).sql("""
                                SELECT setting_value FROM INFORMATION_SCHEMA.SETTINGS
                                WHERE setting_name = 'MAX_LENGTH_INPLACE_LOB'
                                """).query(Integer.class).single())
                .isEqualTo(8192);
    }

    @Test
    void a_session_is_created_started_and_ended_by_its_host() throws InterruptedException {
        ApiClient binta = anybody.register("binta");
        ApiClient.Answer created = binta.post(
                "/api/sessions",
                Map.of("title", "Evening tales", "type", "VIDEO", "visibility", "PUBLIC", "maxParticipants", 4));
        String id = created.at("/id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/sessions/" + id);
        assertThat(created.at("/state")).isEqualTo("PENDING");
        assertThat(created.at("/host/handle")).isEqualTo("binta");

        assertThat(binta.post("/api/sessions/" + id + "/start").at("/state")).isEqualTo("STARTING");
        assertThat(binta.get("/api/sessions/current").at("/id")).isEqualTo(id);
        assertThat(binta.post("/api/sessions/" + id + "/end").status()).isEqualTo(200);

        awaitState(id, "ENDED");
        assertThat(binta.get("/api/sessions/current").status()).isEqualTo(204);
        assertThat(binta.get("/api/sessions/history").json().at("/items").toString())
                .contains(id);
    }

    @Test
    void what_was_written_is_read_at_once() {
        for (int i = 0; i < 20; i++) {
            String id = awa.createSession("Tale " + i);
            assertThat(anybody.get("/api/sessions/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void a_private_session_does_not_exist_for_others() throws InterruptedException {
        String id = awa.post("/api/sessions", Map.of("title", "Family", "visibility", "PRIVATE"))
                .at("/id");

        assertThat(awa.get("/api/sessions/" + id).status()).isEqualTo(200);
        assertThat(moussa.get("/api/sessions/" + id).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(moussa.post("/api/sessions/" + id + "/start").refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(anybody.post("/api/sessions/" + id + "/join").refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), moussa.token())) {
            socket.send(Map.of("type", "subscribe", "topic", "sessions/" + id));
            assertThat(socket.await("error").path("code").asString()).isEqualTo("SESSION_NOT_FOUND");
        }
    }

    @Test
    void a_chat_line_reaches_everybody_who_listens_and_who_comes_later() throws InterruptedException {
        String id = startedSession("Chatty tales");
        String chat = "sessions/" + id + "/chat";
        try (LiveSocketClient host = LiveSocketClient.connect(griot.address(), awa.token());
                LiveSocketClient stranger = LiveSocketClient.connect(griot.address(), null)) {
            host.subscribe(chat);
            stranger.subscribe(chat);

            ApiClient.Answer sent =
                    moussa.post("/api/sessions/" + id + "/messages", Map.of("content", "  Il était une fois 🐇 "));
            host.send(Map.of("type", "send", "id", "c1", "topic", chat, "content", "Welcome!"));
            JsonNode ack = host.await("ack");

            assertThat(sent.status()).isEqualTo(201);
            assertThat(sent.at("/content")).isEqualTo("Il était une fois 🐇");
            assertThat(sent.at("/author/handle")).isEqualTo("moussa");
            assertThat(ack.path("id").asString()).isEqualTo("c1");
            assertThat(told(stranger, 2)).containsExactly("Il était une fois 🐇", "Welcome!");
            assertThat(anybody.get("/api/sessions/" + id + "/messages").json().at("/items"))
                    .extracting(message -> message.at("/content").asString())
                    .containsExactly("Welcome!", "Il était une fois 🐇");
        }
    }

    @Test
    void a_client_that_comes_back_is_told_what_it_missed_once_and_in_order() throws InterruptedException {
        String id = startedSession("Resumed tales");
        String chat = "sessions/" + id + "/chat";
        long position;
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            position = socket.subscribe(chat);
        }
        for (String line : List.of("one", "two", "three")) {
            assertThat(moussa.post("/api/sessions/" + id + "/messages", Map.of("content", line))
                            .status())
                    .isEqualTo(201);
        }

        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.send(Map.of("type", "subscribe", "topic", chat, "after", position));
            assertThat(told(socket, 3)).containsExactly("one", "two", "three");
            moussa.post("/api/sessions/" + id + "/messages", Map.of("content", "four"));
            assertThat(told(socket, 1)).containsExactly("four");
        }
    }

    @Test
    void bad_requests_get_their_documented_error_and_change_nothing() {
        String id = awa.createSession("Guarded tales");

        assertThat(awa.postText("/api/sessions", "application/json", "{not json")
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(awa.postText("/api/sessions", "text/plain", "hello").refusal())
                .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
        assertThat(awa.postText("/api/sessions", "application/json", "\"" + "x".repeat(300_000) + "\"")
                        .refusal())
                .isEqualTo("413 TOO_LARGE");
        ApiClient.Answer invalid = awa.post("/api/sessions", Map.of("title", " ", "maxParticipants", 11));
        assertThat(invalid.refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(invalid.json().at("/errors"))
                .extracting(error -> error.at("/field").asString())
                .contains("title", "maxParticipants");
        assertThat(anybody.post("/api/sessions", Map.of("title", "x")).refusal())
                .isEqualTo("401 UNAUTHENTICATED");
        assertThat(anybody.with("forged.token.here").get("/api/me").refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(awa.post("/api/sessions/01NOSUCHSESSION/start").refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(awa.get("/api/sessions/not%20an%20id").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(awa.get("/api/nowhere").refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(moussa.post("/api/sessions/" + id + "/start").refusal()).isEqualTo("403 NOT_HOST");
        assertThat(awa.post("/api/sessions/" + id + "/start").status()).isEqualTo(200);
        assertThat(awa.post("/api/sessions/" + id + "/start").refusal()).isEqualTo("409 INVALID_TRANSITION");
        assertThat(awa.get("/api/sessions/" + id).at("/state")).isEqualTo("STARTING");
        assertThat(awa.post("/api/sessions/" + id + "/messages", Map.of("content", "x".repeat(501)))
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
    }

    @Test
    void a_ticket_opens_the_edge_and_nothing_else_does() {
        String id = startedSession("Ticketed tales");
        ApiClient.Answer host = awa.post("/api/sessions/" + id + "/join");
        ApiClient.Answer viewer = anybody.post("/api/sessions/" + id + "/join");

        assertThat(host.at("/role")).isEqualTo("HOST");
        assertThat(viewer.at("/role")).isEqualTo("VIEWER");
        String whip = host.at("/edge/whipUrl");
        assertThat(offer(anybody.with(awa.token()), whip)).isEqualTo("401 INVALID_TICKET");
        assertThat(offer(anybody.with(host.at("/ticket") + "x"), whip)).isEqualTo("401 INVALID_TICKET");
        assertThat(offer(anybody.with(viewer.at("/ticket")), whip)).isEqualTo("403 FORBIDDEN");
        assertThat(offer(anybody.with(host.at("/ticket")), whip)).isEqualTo("400 MALFORMED_SDP");
        assertThat(anybody.with(host.at("/ticket")).get("/api/me").refusal()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(anybody.get("/api/edge/status").json().path("ready").asBoolean())
                .isTrue();
    }

    @Test
    void who_watches_by_hls_needs_no_place_and_gets_nothing_with_which_to_take_one() {
        String id = startedSession("Tales from afar");

        for (int i = 0; i < 12; i++) {
            ApiClient.Answer afar = moussa.post("/api/sessions/" + id + "/join", Map.of("hls", true));

            assertThat(afar.status()).as(afar.text()).isEqualTo(200);
            assertThat(afar.json().path("ticket").isNull()).as(afar.text()).isTrue();
            assertThat(afar.json().path("edge").has("hlsUrl")).isTrue();
        }
        assertThat(awa.post("/api/sessions/" + id + "/join", Map.of("hls", true))
                        .at("/ticket"))
                .as("a host publishes at the edge, however they watch")
                .isNotBlank();
    }

    @Test
    void the_program_says_that_it_is_well_and_what_it_offers() {
        assertThat(griot.operator().get("/actuator/health").at("/status")).isEqualTo("UP");
        assertThat(griot.operator().get("/actuator/prometheus").text()).contains("jvm_memory_used_bytes");
        JsonNode openApi = anybody.get("/openapi.json").json();
        assertThat(openApi.path("openapi").asString()).startsWith("3.1");
        assertThat(openApi.path("paths").propertyNames())
                .contains("/api/sessions", "/api/auth/register", "/api/sessions/{id}/messages", "/api/edge/whip");
    }

    private static String offer(ApiClient bearer, String whip) {
        return bearer.postText(whip, "application/sdp", "this is no session description")
                .refusal();
    }

    private static String startedSession(String title) {
        String id = awa.createSession(title);
        assertThat(awa.post("/api/sessions/" + id + "/start").status()).isEqualTo(200);
        return id;
    }

    private static List<String> told(LiveSocketClient socket, int messages) throws InterruptedException {
        List<String> contents = new java.util.ArrayList<>();
        for (int i = 0; i < messages; i++) {
            contents.add(socket.await("messageSent").at("/data/content").asString());
        }
        return contents;
    }

    private static void awaitState(String id, String state) throws InterruptedException {
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + id);
            if (!anybody.get("/api/sessions/" + id).at("/state").equals(state)) {
                socket.await(
                        update -> update.at("/data/state").asString().equals(state), "sessionStateChanged to " + state);
            }
        }
        assertThat(anybody.get("/api/sessions/" + id).at("/state")).isEqualTo(state);
    }
}
