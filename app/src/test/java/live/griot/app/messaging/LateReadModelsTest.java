package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Read models that are late: who writes is told what they wrote, and nobody that something is not there which may be. */
@BesideOthers
class LateReadModelsTest {
    /** What waiting for the whole bound of a read, each time, would exceed by far. */
    private static final Duration NOT_WAITED_FOR = Duration.ofSeconds(10);

    private static final int MESSAGES = 5;
    private static final String UNAVAILABLE = "503 STORE_UNAVAILABLE";

    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient awa;
    static ApiClient ben;
    static String benId;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        awa = griot.client().register("awa");
        ben = griot.client().register("ben");
        benId = ben.get("/api/me").json().path("id").asString();
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    private static void beLate() {
        ReadModels.GROUPS.forEach(group -> processor(group).shutDown());
    }

    @AfterEach
    void catchUp() {
        ReadModels.GROUPS.forEach(group -> processor(group).start());
        await().until(() -> !griot.part(ReadModels.class).isBehind());
    }

    private static StreamingEventProcessor processor(String group) {
        return griot.part(EventProcessingConfiguration.class)
                .eventProcessor(group, StreamingEventProcessor.class)
                .orElseThrow();
    }

    @Test
    void a_session_is_answered_as_it_was_written_and_found_once_it_can_be_read() throws Exception {
        beLate();
        ApiClient.Answer created = awa.post(
                "/api/sessions", Map.of("title", " Late news ", "visibility", "PRIVATE", "maxParticipants", 3));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String session = "/api/sessions/" + created.json().path("id").asString();
        assertThat(awa.get(session).refusal()).isEqualTo(UNAVAILABLE);
        assertThat(awa.get(session).headers().firstValue("Retry-After")).isPresent();
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.send(Map.of("type", "subscribe", "id", "x", "topic", session.substring("/api/".length())));
            assertThat(socket.await("error").path("code").asString()).isEqualTo("STORE_UNAVAILABLE");
        }

        catchUp();
        JsonNode read = awa.get(session).json();
        assertThat(created.json()).isEqualTo(read);
        assertThat(read.path("title").asString()).isEqualTo("Late news");
        assertThat(awa.get(session + "0").refusal()).isEqualTo("404 SESSION_NOT_FOUND");
    }

    @Test
    void each_step_of_a_session_is_answered_as_it_was_written() {
        String before = created("To be renamed");
        String other = created("To be called off");
        beLate();

        assertThat(awa.patch(before, Map.of("title", "New title"))
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("New title");
        assertThat(awa.post(before + "/start").json().path("state").asString()).isEqualTo("STARTING");
        assertThat(awa.post(other + "/cancel").json().path("state").asString()).isEqualTo("CANCELLED");

        catchUp();
        assertThat(awa.get(before).json().path("title").asString()).isEqualTo("New title");
        assertThat(awa.get(before).json().path("state").asString()).isEqualTo("STARTING");
        assertThat(awa.get(other).json().path("state").asString()).isEqualTo("CANCELLED");
    }

    private static String created(String title) {
        return "/api/sessions/" + awa.createSession(title);
    }

    @Test
    void an_invitation_and_a_call_are_answered_as_they_were_written() {
        String before = created("With somebody else");
        beLate();
        ApiClient.Answer invited = awa.post(before + "/invitations", Map.of("userId", benId, "message", " Come up "));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        ApiClient.Answer called = ben.post(
                "/api/calls",
                Map.of("userId", awa.get("/api/me").json().path("id").asString()));
        assertThat(called.status()).as(called.text()).isEqualTo(201);
        String call = called.json().path("session").path("id").asString();

        catchUp();
        String invitation = invited.json().path("id").asString();
        assertThat(items(ben.get("/api/invitations"), invitation)).isEqualTo(invited.json());
        assertThat(ben.get("/api/sessions/" + call).json())
                .isEqualTo(called.json().path("session"));
        beLate();
        JsonNode revoked =
                awa.post("/api/invitations/" + invitation + "/revoke").json();
        assertThat(revoked.path("state").asString()).isEqualTo("REVOKED");
        assertThat(revoked.path("answeredAt").asString()).isNotEmpty();
    }

    private static JsonNode items(ApiClient.Answer page, String id) {
        return page.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void messages_do_not_wait_for_who_reads_them() {
        String before = created("With a chat");
        awa.post(before + "/start");
        beLate();
        long began = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(awa.post(before + "/messages", Map.of("content", "Message " + i))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(NOT_WAITED_FOR);
    }

    @Test
    void who_cannot_come_by_the_seat_yet_is_told_to_try_again_and_then_has_it() {
        String before = created("With a guest");
        String invitation = awa.post(before + "/invitations", Map.of("userId", benId))
                .json()
                .path("id")
                .asString();
        beLate();

        assertThat(ben.post("/api/invitations/" + invitation + "/accept").refusal())
                .isEqualTo("503 OUTCOME_UNKNOWN");

        catchUp();
        JsonNode joined = ben.post("/api/invitations/" + invitation + "/accept").json();
        assertThat(joined.path("role").asString()).isEqualTo("GUEST");
    }
}
