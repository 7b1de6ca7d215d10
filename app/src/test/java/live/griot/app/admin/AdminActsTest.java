package live.griot.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What admins do across sessions: those whom it concerns are told that it was an admin, and nobody else notices anything. */
@BesideOthers
class AdminActsTest {
    private static final String BANNED = "403 BANNED";

    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient root;
    static ApiClient awa;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.admin.handles", "root_1",
                        "griot.session.host-grace", "PT1H",
                        "griot.pace.join-burst", "10000"));
        root = griot.client().register("root_1");
        awa = griot.client().register("awa");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void admins_see_what_runs_private_ones_too_with_a_picture_and_nobody_else_does() {
        String live = live(awa, "PRIVATE");
        String another = live(griot.client().register("another"), "PUBLIC");
        String pending = awa.createSession("To come");
        griot.part(Previews.class).keep(new SessionId(live), new byte[] {1, 2, 3}, Instant.now());

        Answer list = root.get("/api/admin/sessions?limit=100");
        assertThat(list.text()).contains(live, another).doesNotContain(pending);
        Answer first = root.get("/api/admin/sessions?limit=1");
        assertThat(first.at("/items/0/host/displayName")).isNotBlank();
        assertThat(root.get("/api/admin/sessions?limit=100&cursor=" + first.at("/next"))
                        .text())
                .doesNotContain(first.at("/items/0/id"));
        assertThat(root.get("/api/admin/sessions?cursor=x").refusal()).isEqualTo("400 MALFORMED_REQUEST");

        String preview = "/api/sessions/" + live + "/preview";
        assertThat(list.text()).contains(preview + "?v=");
        assertThat(root.get(preview).status()).isEqualTo(200);
        ApiClient stranger = griot.client().register("stranger");
        assertThat(stranger.get(preview).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(griot.client().get(preview).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(root.get("/api/sessions/" + live).refusal())
                .as("to an admin who comes as anybody does")
                .isEqualTo("404 SESSION_NOT_FOUND");
        for (String address : List.of("/api/admin/sessions", "/api/admin/bans")) {
            assertThat(stranger.get(address).refusal()).isEqualTo("404 NOT_FOUND");
        }
        assertThat(end(stranger, live).refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(ban(stranger, awa).refusal()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void who_is_in_a_session_that_an_admin_ends_is_told_so_and_others_notice_nothing() throws InterruptedException {
        ApiClient moussa = griot.client().register("moussa");
        String live = live(moussa, "PUBLIC");
        String another = live(griot.client().register("elsewhere"), "PUBLIC");
        long before = eventsOf(another);
        try (LiveSocketClient me = LiveSocketClient.connect(griot.address(), moussa.token());
                LiveSocketClient host = LiveSocketClient.connect(griot.address(), moussa.token());
                LiveSocketClient viewer = LiveSocketClient.connect(griot.address(), null)) {
            me.subscribe("me");
            host.subscribe("sessions/" + live);
            viewer.subscribe("sessions/" + live);

            assertThat(end(root, live).status()).isEqualTo(204);

            assertThat(me.await("sessionStopped").at("/data/reason").asString()).isEqualTo("Against the rules");
            for (LiveSocketClient there : List.of(host, viewer)) {
                assertThat(there.await("sessionStateChanged").at("/data/reason").asString())
                        .isEqualTo("ADMIN_ENDED");
            }
        }

        Answer log = moussa.get("/api/sessions/" + live + "/moderation");
        assertThat(log.at("/items/0/action")).isEqualTo("SESSION_ENDED");
        assertThat(log.at("/items/0/byAdmin")).isEqualTo("true");
        assertThat(log.at("/items/0/by/id")).isEqualTo(root.userId());
        assertThat(log.at("/items/0/reason")).isEqualTo("Against the rules");
        await().until(() -> moussa.get("/api/sessions/" + live).at("/state").equals("ENDED"));
        assertThat(end(root, live).refusal()).isEqualTo("409 INVALID_TRANSITION");
        assertThat(root.get("/api/admin/audit?kind=ADMIN_ACT&person=" + moussa.userId())
                        .at("/items/0/what"))
                .isEqualTo("ended the session " + live);
        assertThat(eventsOf(another)).isEqualTo(before);
    }

    @Test
    void what_has_not_started_is_cancelled_and_what_is_no_reason_ends_nothing() {
        String pending = awa.createSession("To come");
        String address = "/api/admin/sessions/" + pending + "/end";
        assertThat(root.post(address, Map.of()).refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(root.post(address, Map.of("reason", "  ")).refusal()).isEqualTo("400 VALIDATION_FAILED");
        assertThat(root.post(address, Map.of("reason", "x".repeat(501))).refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(end(root, "01JD0000000000000000000000").refusal()).isEqualTo("404 SESSION_NOT_FOUND");

        assertThat(end(root, pending).status()).isEqualTo(204);

        assertThat(awa.get("/api/sessions/" + pending).at("/state")).isEqualTo("CANCELLED");
        assertThat(end(root, pending).refusal()).isEqualTo("409 INVALID_TRANSITION");
    }

    @Test
    void who_is_banned_across_sessions_keeps_the_account_and_takes_no_part_anywhere() throws InterruptedException {
        ApiClient binta = griot.client().register("binta");
        String id = binta.userId();
        String own = live(binta, "PUBLIC");
        String scheduled = binta.createSession("To come");
        String staged = live(griot.client().register("stages"), "PRIVATE");
        ApiClient stages = griot.client().login("stages");
        seat(stages, staged, binta);
        ApiClient others = griot.client().register("others");
        String watched = live(others, "PUBLIC");
        assertThat(binta.post("/api/sessions/" + watched + "/join").status()).isEqualTo(200);
        String untouched = live(griot.client().register("untouched"), "PUBLIC");
        long before = eventsOf(untouched);
        String link = others.post("/api/sessions/" + watched + "/links", Map.of("role", "VIEWER"))
                .at("/code");

        try (LiveSocketClient me = LiveSocketClient.connect(griot.address(), binta.token());
                LiveSocketClient listening = LiveSocketClient.connect(griot.address(), binta.token())) {
            me.subscribe("me");
            listening.subscribe("sessions/" + untouched + "/chat");
            assertThat(ban(root, binta).status()).isEqualTo(204);
            me.await(update -> update.at("/data/banned").asBoolean(), "being put out");
            assertThat(listening.await("unsubscribed").at("/code").asString()).isEqualTo("BANNED");
        }

        assertThat(awa.get("/api/sessions/" + own).at("/state")).isIn("ENDING", "ENDED");
        assertThat(awa.get("/api/sessions/" + scheduled).at("/state")).isEqualTo("CANCELLED");
        assertThat(stages.get("/api/sessions/" + staged + "/participants").text())
                .doesNotContain(id);
        for (String session : List.of(staged, watched)) {
            Answer log = (session.equals(staged) ? stages : others).get("/api/sessions/" + session + "/moderation");
            assertThat(log.at("/items/0/action")).isEqualTo("PERSON_EXCLUDED");
            assertThat(log.at("/items/0/byAdmin")).isEqualTo("true");
            assertThat(log.at("/items/0/user/id")).isEqualTo(id);
            assertThat(log.json().at("/items")).hasSize(1);
        }
        takesNoPart(binta, watched, link);
        assertThat(binta.get("/api/sessions/" + staged).refusal()).isEqualTo("404 SESSION_NOT_FOUND");
        assertThat(others.post("/api/sessions/" + watched + "/invitations", Map.of("userId", id))
                        .refusal())
                .isEqualTo("409 PERSON_BANNED");
        assertThat(others.post("/api/calls", Map.of("userId", id)).refusal()).isEqualTo("409 PERSON_BANNED");
        assertThat(others.put("/api/sessions/" + watched + "/participants/" + id + "/role", Map.of("role", "GUEST"))
                        .refusal())
                .isEqualTo("409 PERSON_BANNED");
        assertThat(binta.get("/api/me").status()).isEqualTo(200);
        assertThat(binta.get("/api/sessions/history").text()).contains(scheduled);
        assertThat(eventsOf(untouched)).isEqualTo(before);

        assertThat(root.delete("/api/admin/bans/" + id).status()).isEqualTo(204);
        assertThat(binta.post("/api/sessions/" + watched + "/join").status()).isEqualTo(200);
        assertThat(binta.post("/api/sessions/" + watched + "/messages", Map.of("content", "Back"))
                        .status())
                .isEqualTo(201);
    }

    private static void takesNoPart(ApiClient banned, String session, String link) throws InterruptedException {
        String address = "/api/sessions/" + session;
        for (String read : List.of("", "/messages", "/participants", "/chat", "/stats", "/preview")) {
            assertThat(banned.get(address + read).refusal()).as(read).isEqualTo(BANNED);
        }
        assertThat(banned.post(address + "/join").refusal()).isEqualTo(BANNED);
        assertThat(banned.post(address + "/join", Map.of("link", link)).refusal())
                .isEqualTo(BANNED);
        assertThat(banned.post(address + "/hand").refusal()).isEqualTo(BANNED);
        assertThat(banned.post(address + "/messages", Map.of("content", "Still here"))
                        .refusal())
                .isEqualTo(BANNED);
        assertThat(banned.post(address + "/reactions", Map.of("emoji", "🎉")).refusal())
                .isEqualTo(BANNED);
        Answer hosting = banned.post("/api/sessions", Map.of("title", "My own", "type", "VIDEO"));
        assertThat(hosting.refusal()).isEqualTo(BANNED);
        assertThat(hosting.at("/detail")).isEqualTo("You are banned from all sessions: Spam");
        assertThat(banned.post("/api/calls", Map.of("userId", awa.userId())).refusal())
                .isEqualTo(BANNED);
        try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), banned.token())) {
            assertThat(socket.refusedTopic("sessions/" + session + "/chat")).isEqualTo("BANNED");
        }
    }

    @Test
    void a_ban_across_sessions_holds_against_the_browser_and_outlives_the_account() {
        String first = live(griot.client().register("first_host"), "PUBLIC");
        String second = live(griot.client().register("second_host"), "PUBLIC");
        ApiClient browser = griot.client().browser();
        ApiClient newcomer = griot.client().browser();
        assertThat(browser.post("/api/sessions/" + first + "/join").status()).isEqualTo(200);
        ApiClient kofi = browser.register("kofi");
        assertThat(kofi.post("/api/sessions/" + first + "/join").status()).isEqualTo(200);
        String id = kofi.userId();

        assertThat(ban(root, kofi).status()).isEqualTo(204);
        assertThat(kofi.delete("/api/me").status()).isEqualTo(204);

        for (ApiClient again : List.of(browser, browser.register("kofi_anew"))) {
            assertThat(again.post("/api/sessions/" + first + "/join").refusal()).isEqualTo(BANNED);
            assertThat(again.post("/api/sessions/" + second + "/join").refusal())
                    .as("where they have not been")
                    .isEqualTo(BANNED);
        }
        assertThat(browser.login("kofi_anew")
                        .post("/api/sessions", Map.of("title", "My own"))
                        .refusal())
                .isEqualTo(BANNED);
        assertThat(browser.get("/api/sessions/" + first).refusal()).isEqualTo(BANNED);
        assertThat(newcomer.post("/api/sessions/" + first + "/join").refusal())
                .as("who is new, from the same network, within the hour, where they were")
                .isEqualTo(BANNED);
        assertThat(newcomer.post("/api/sessions/" + second + "/join").status())
                .as("where they were not")
                .isEqualTo(200);
        assertThat(root.delete("/api/admin/bans/" + id).status()).isEqualTo(204);
        assertThat(newcomer.post("/api/sessions/" + first + "/join").status()).isEqualTo(200);
        assertThat(browser.post("/api/sessions/" + second + "/join").status()).isEqualTo(200);
    }

    @Test
    void who_takes_a_seat_at_the_moment_of_a_ban_has_none_soon_after_and_the_log_tells_it_once() {
        ApiClient host = griot.client().register("racing_host");
        String live = live(host, "PUBLIC");
        for (int round = 0; round < 3; round++) {
            ApiClient racer = griot.client().register("racer_" + round);
            String invitation = host.post("/api/sessions/" + live + "/invitations", Map.of("userId", racer.userId()))
                    .at("/id");

            CompletableFuture<Answer> accepted = CompletableFuture.supplyAsync(
                    () -> racer.post("/api/invitations/" + invitation + "/accept"), Thread::startVirtualThread);
            CompletableFuture<Answer> one =
                    CompletableFuture.supplyAsync(() -> ban(root, racer), Thread::startVirtualThread);
            CompletableFuture<Answer> two =
                    CompletableFuture.supplyAsync(() -> ban(root, racer), Thread::startVirtualThread);
            assertThat(one.join().status()).isEqualTo(204);
            assertThat(two.join().status()).isEqualTo(204);
            accepted.join();

            await().until(() ->
                    !host.get("/api/sessions/" + live + "/participants").text().contains(racer.userId()));
            assertThat(racer.post("/api/sessions/" + live + "/join").refusal()).isEqualTo(BANNED);
            assertThat(timesExcluded(live, racer)).isLessThanOrEqualTo(1 + timesSeated(live, racer));
        }
    }

    private static Answer ban(ApiClient admin, ApiClient person) {
        return admin.put("/api/admin/bans/" + person.userId(), Map.of("reason", "Spam"));
    }

    private static Answer end(ApiClient admin, String session) {
        return admin.post("/api/admin/sessions/" + session + "/end", Map.of("reason", " Against the rules "));
    }

    /** Makes a session that is live, as far as the edge can tell; returns its id. */
    private static String live(ApiClient host, String visibility) {
        String id = host.post("/api/sessions", Map.of("title", "Evening tales", "visibility", visibility))
                .at("/id");
        assertThat(host.post("/api/sessions/" + id + "/start").status()).isEqualTo(200);
        griot.part(Commands.class).send(new ReportMediaArrived(new SessionId(id), Instant.now()));
        return id;
    }

    private static void seat(ApiClient host, String session, ApiClient person) {
        String invitation = host.post("/api/sessions/" + session + "/invitations", Map.of("userId", person.userId()))
                .at("/id");
        assertThat(person.post("/api/invitations/" + invitation + "/accept").status())
                .isEqualTo(200);
    }

    private static long eventsOf(String session) {
        return griot.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM DomainEventEntry WHERE aggregateIdentifier = :session")
                .param("session", session)
                .query(Long.class)
                .single();
    }

    private static long timesExcluded(String session, ApiClient person) {
        return times("door.participant-excluded", session, person);
    }

    private static long timesSeated(String session, ApiClient person) {
        return times("stage.participant-seated", session, person);
    }

    private static long times(String event, String session, ApiClient person) {
        return griot
                .part(JdbcClient.class)
                .sql(
                        "SELECT payload FROM DomainEventEntry WHERE aggregateIdentifier = :session AND payloadType = :event")
                .param("session", session)
                .param("event", event)
                .query((row, index) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list()
                .stream()
                .filter(payload -> payload.contains("\"user\":\"%s\"".formatted(person.userId())))
                .count();
    }
}
