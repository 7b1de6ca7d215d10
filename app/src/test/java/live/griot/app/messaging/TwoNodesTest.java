package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database and with the same keys; one of them keeps the projections, and nobody can tell which. */
@BesideOthers
class TwoNodesTest {
    private static final int WRITES = 50;

    @TempDir
    static Path directory;

    static DatabaseServer server;
    static StartedGriot first;
    static StartedGriot second;
    static ApiClient awa;
    static ApiClient moussa;

    @BeforeAll
    static void start() {
        server = DatabaseServer.start(directory.resolve("server"));
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("griot.chat.burst", "1000");
        first = StartedGriot.in(directory.resolve("griot"), properties);
        second = StartedGriot.in(directory.resolve("griot"), properties);
        awa = first.client().register("awa");
        moussa = second.client().register("moussa");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        server.close();
    }

    @Test
    void one_node_keeps_the_projections_and_no_write_waits_in_vain_on_the_other() {
        for (String group : ReadModels.GROUPS) {
            await().until(() -> keeps(first, group) != keeps(second, group));
        }
        for (int i = 0; i < WRITES; i++) {
            awa.createSession("Of the first " + i);
            assertThat(second.part(ReadModels.class).awaitCaughtUp()).isTrue();
            moussa.createSession("Of the second " + i);
            assertThat(first.part(ReadModels.class).awaitCaughtUp()).isTrue();
        }
    }

    @Test
    void what_was_written_on_one_node_is_read_at_once_on_both() {
        for (int i = 0; i < WRITES; i++) {
            readOnBoth(awa.createSession("From the first " + i), "From the first " + i);
            readOnBoth(moussa.createSession("From the second " + i), "From the second " + i);
        }
    }

    @Test
    void a_chat_line_posted_on_one_node_is_pushed_by_the_other() throws InterruptedException {
        String live = awa.createSession("Across");
        assertThat(awa.post("/api/sessions/" + live + "/start").status()).isEqualTo(200);
        try (LiveSocketClient onTheFirst = LiveSocketClient.connect(first.address(), null);
                LiveSocketClient onTheSecond = LiveSocketClient.connect(second.address(), null)) {
            onTheFirst.subscribe("sessions/" + live + "/chat");
            onTheSecond.subscribe("sessions/" + live + "/chat");

            post(awa, live, "Said on the first");
            post(moussa, live, "Said on the second");

            for (LiveSocketClient socket : List.of(onTheFirst, onTheSecond)) {
                assertThat(socket.await("messageSent").at("/data/content").asString())
                        .isEqualTo("Said on the first");
                assertThat(socket.await("messageSent").at("/data/content").asString())
                        .isEqualTo("Said on the second");
            }
        }
    }

    @Test
    void who_may_listen_no_longer_is_turned_out_on_every_node() throws InterruptedException {
        String live = awa.post("/api/sessions", Map.of("title", "Behind the door", "visibility", "PRIVATE"))
                .at("/id");
        String invitation = awa.post("/api/sessions/" + live + "/invitations", Map.of("userId", moussa.userId()))
                .at("/id");
        try (LiveSocketClient onTheFirst = LiveSocketClient.connect(first.address(), moussa.token());
                LiveSocketClient onTheSecond = LiveSocketClient.connect(second.address(), moussa.token())) {
            onTheFirst.subscribe("sessions/" + live);
            onTheSecond.subscribe("sessions/" + live);

            moussa.post("/api/invitations/" + invitation + "/reject");

            onTheFirst.await("unsubscribed");
            onTheSecond.await("unsubscribed");
        }
    }

    @Test
    void who_is_muted_or_banned_on_one_node_is_not_heard_from_the_other_though_they_never_stop()
            throws InterruptedException {
        for (String how : List.of("mutes", "bans")) {
            ApiClient kofi = second.client().register("kofi_" + how);
            String live = awa.createSession("Silenced by " + how);
            assertThat(awa.post("/api/sessions/" + live + "/start").status()).isEqualTo(200);
            try (LiveSocketClient socket = LiveSocketClient.connect(second.address(), null)) {
                socket.subscribe("sessions/" + live + "/chat");
                CountDownLatch speaking = new CountDownLatch(10);
                CompletableFuture<List<String>> accepted =
                        CompletableFuture.supplyAsync(() -> writeUntilRefused(kofi, live, speaking));
                speaking.await();

                assertThat(awa.put("/api/sessions/" + live + "/" + how + "/" + kofi.userId(), Map.of())
                                .status())
                        .isEqualTo(204);
                long acknowledgedAt = head();
                assertThat(kofi.post("/api/sessions/" + live + "/messages", Map.of("content", "Still here"))
                                .status())
                        .as("at once, on the other node")
                        .isEqualTo(403);

                List<String> readable = history(live);
                assertThat(accepted.join()).containsExactlyElementsOf(readable);
                String theEnd = post(awa, live, "The end");
                List<String> told = new ArrayList<>();
                String next = socket.await("messageSent").at("/data/id").asString();
                while (!next.equals(theEnd)) {
                    told.add(next);
                    next = socket.await("messageSent").at("/data/id").asString();
                }
                assertThat(told).containsAll(readable);
                assertThat(told).as("nothing slips in after").allMatch(id -> positionOf(id) <= acknowledgedAt);
            }
        }
    }

    @Test
    void who_signs_out_on_one_node_is_signed_out_on_every_node() throws InterruptedException {
        ApiClient sira = first.client().register("sira");
        ApiClient elsewhere = second.client().with(sira.token());
        String live = awa.createSession("Until one goes");
        String ticket = elsewhere.post("/api/sessions/" + live + "/join").at("/ticket");
        try (LiveSocketClient onTheSecond = LiveSocketClient.connect(second.address(), sira.token());
                LiveSocketClient byTicket = LiveSocketClient.withTicket(second.address(), ticket)) {
            assertThat(sira.post("/api/auth/logout").status()).isEqualTo(204);

            assertThat(sira.get("/api/me").status()).isEqualTo(401);
            onTheSecond.awaitClose(4401);
            byTicket.awaitClose(4401);
            assertThat(elsewhere.get("/api/me").status()).isEqualTo(401);
            assertThat(second.client()
                            .with(ticket)
                            .postText("/api/edge/whep", "application/sdp", "v=0")
                            .status())
                    .isBetween(400, 499);
        }
    }

    private static List<String> writeUntilRefused(ApiClient author, String session, CountDownLatch speaking) {
        List<String> accepted = new ArrayList<>();
        while (true) {
            ApiClient.Answer answer =
                    author.post("/api/sessions/" + session + "/messages", Map.of("content", "On and on"));
            if (answer.status() != 201) {
                assertThat(answer.refusal()).isIn("403 MUTED", "403 BANNED");
                return accepted;
            }
            accepted.add(answer.at("/id"));
            speaking.countDown();
        }
    }

    private static long head() {
        return first.part(JdbcClient.class)
                .sql("SELECT MAX(globalIndex) FROM DomainEventEntry")
                .query(Long.class)
                .single();
    }

    private static long positionOf(String message) {
        return first.part(JdbcClient.class)
                .sql("SELECT MIN(globalIndex) FROM DomainEventEntry WHERE aggregateIdentifier = :id")
                .param("id", message)
                .query(Long.class)
                .single();
    }

    private static List<String> history(String session) {
        List<String> oldestFirst = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = second.client()
                    .get("/api/sessions/" + session + "/messages?limit=100" + cursor)
                    .json();
            page.path("items")
                    .forEach(message -> oldestFirst.addFirst(message.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return oldestFirst;
    }

    @Test
    void a_replay_is_done_by_the_node_that_keeps_the_projection_and_refused_by_the_other() {
        await().until(() -> keeps(first, "chat") != keeps(second, "chat"));
        StartedGriot keeper = keeps(first, "chat") ? first : second;
        StartedGriot other = keeps(first, "chat") ? second : first;

        ApiClient.Answer refused = other.operator().post("/actuator/replay/chat");

        assertThat(refused.refusal()).isEqualTo("409 CONFLICT");
        assertThat(refused.at("/detail"))
                .contains(other.operator().get("/actuator/replay/chat").at("/node"));
        assertThat(keeper.operator().post("/actuator/replay/chat").status()).isEqualTo(200);
        await().until(() -> !other.operator()
                .get("/actuator/replay/chat")
                .json()
                .at("/replaying")
                .asBoolean());
    }

    private static boolean keeps(StartedGriot node, String group) {
        return node.part(ProcessorPositions.class).areHere(group);
    }

    private static void readOnBoth(String id, String title) {
        for (StartedGriot node : List.of(first, second)) {
            assertThat(node.client().get("/api/sessions/" + id).at("/title")).isEqualTo(title);
        }
    }

    private static String post(ApiClient author, String session, String content) {
        ApiClient.Answer posted = author.post("/api/sessions/" + session + "/messages", Map.of("content", content));
        assertThat(posted.status()).isEqualTo(201);
        return posted.at("/id");
    }
}
