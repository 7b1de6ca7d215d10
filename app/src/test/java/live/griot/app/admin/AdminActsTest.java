package live.griot.app.admin;

import static live.griot.app.admin.Site.ban;
import static live.griot.app.admin.Site.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admins see and end what runs: those whom it concerns are told that it was an admin, and nobody else notices anything. */
@BesideOthers
class AdminActsTest {
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
    void admins_see_what_runs_private_ones_too_with_a_picture_and_nobody_else_does() {
        String live = site.live(awa, "PRIVATE");
        String another = site.live(site.somebody("another"), "PUBLIC");
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
        ApiClient stranger = site.somebody("stranger");
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
        ApiClient moussa = site.somebody("moussa");
        String live = site.live(moussa, "PUBLIC");
        String another = site.live(site.somebody("elsewhere"), "PUBLIC");
        long before = site.eventsOf(another);
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
        assertThat(site.eventsOf(another)).isEqualTo(before);
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
}
