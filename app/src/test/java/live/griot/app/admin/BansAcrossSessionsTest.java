package live.griot.app.admin;

import static live.griot.app.admin.Site.ban;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an admin bans across sessions takes no part in any, and in sessions where they were not nobody notices anything. */
@BesideOthers
class BansAcrossSessionsTest {
    private static final String BANNED = "403 BANNED";

    @TempDir
    static Path data;

    static Site site;
    static StartedGriot griot;
    static ApiClient root;
    static ApiClient awa;

    @BeforeAll
    static void start() {
        site = Site.in(data);
        griot = site.griot();
        root = site.root();
        awa = site.somebody("awa");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void who_is_banned_across_sessions_keeps_the_account_and_takes_no_part_anywhere() throws InterruptedException {
        ApiClient binta = site.somebody("binta");
        String id = binta.userId();
        String own = site.live(binta, "PUBLIC");
        String scheduled = binta.createSession("To come");
        String staged = site.live(site.somebody("stages"), "PRIVATE");
        ApiClient stages = griot.client().login("stages");
        seat(stages, staged, binta);
        ApiClient others = site.somebody("others");
        String watched = site.live(others, "PUBLIC");
        assertThat(binta.post("/api/sessions/" + watched + "/join").status()).isEqualTo(200);
        String untouched = site.live(site.somebody("untouched"), "PUBLIC");
        long before = site.eventsOf(untouched);
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
        assertThat(site.eventsOf(untouched)).isEqualTo(before);

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
        String first = site.live(site.somebody("first_host"), "PUBLIC");
        String second = site.live(site.somebody("second_host"), "PUBLIC");
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
        ApiClient host = site.somebody("racing_host");
        String live = site.live(host, "PUBLIC");
        for (int round = 0; round < 3; round++) {
            ApiClient racer = site.somebody("racer_" + round);
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
            assertThat(site.times("door.participant-excluded", live, racer))
                    .isLessThanOrEqualTo(1 + site.times("stage.participant-seated", live, racer));
        }
    }

    private static void seat(ApiClient host, String session, ApiClient person) {
        String invitation = host.post("/api/sessions/" + session + "/invitations", Map.of("userId", person.userId()))
                .at("/id");
        assertThat(person.post("/api/invitations/" + invitation + "/accept").status())
                .isEqualTo(200);
    }
}
