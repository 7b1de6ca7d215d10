package live.griot.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import tools.jackson.databind.JsonNode;

/** What those who run the installation may do, and that for everybody else there is nothing there. */
@BesideOthers
class AdminTest {
    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient root;

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.admin.handles", "root_1,root_2",
                        "spring.mail.host", "127.0.0.1",
                        "spring.mail.port", "9")); // Nobody answers there.
        root = griot.client().register("root_1");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin",
                "/api/admin/users?q=root",
                "/api/admin/audit",
                "/api/admin/suspensions",
                "/api/admin/health",
                "/api/admin/nothing",
                "/api/admin/../admin/audit"
            })
    void for_others_there_is_nothing_there(String address) {
        ApiClient somebody = griot.client().register("somebody_" + Integer.toHexString(address.hashCode()));

        assertThat(griot.client().get(address).status()).isIn(400, 404);
        assertThat(somebody.get(address).status()).isIn(400, 404);
        assertThat(somebody.put("/api/admin/suspensions/" + root.userId(), Map.of("reason", "x"))
                        .refusal())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void an_admin_finds_people_suspends_one_and_lets_them_in_again() {
        ApiClient moussa = griot.client().register("moussa");
        String id = moussa.userId();
        assertThat(root.get("/api/admin/users?q=mous").at("/items/0/id")).isEqualTo(id);

        assertThat(root.put("/api/admin/suspensions/" + id, Map.of("reason", "Spam", "duration", "P1D"))
                        .status())
                .isEqualTo(204);

        assertThat(moussa.get("/api/me").status()).isEqualTo(401);
        Map<String, String> right = Map.of("handle", "moussa", "password", "correct horse moussa");
        assertThat(griot.client().post("/api/auth/login", right).refusal()).isEqualTo("403 SUSPENDED");
        assertThat(root.get("/api/admin/users?q=mous").at("/items/0/suspension/reason"))
                .isEqualTo("Spam");

        assertThat(root.delete("/api/admin/suspensions/" + id).status()).isEqualTo(204);
        assertThat(griot.client().post("/api/auth/login", right).status()).isEqualTo(200);
        assertThat(root.get("/api/admin/audit?kind=ADMIN_ACT&person=" + id).at("/items/0/what"))
                .isEqualTo("lifted the suspension");
    }

    @Test
    void who_forgot_the_password_comes_back_by_an_admins_code() {
        ApiClient awa = griot.client().register("awa");
        String code = root.post("/api/admin/users/" + awa.userId() + "/reset").at("/code");

        assertThat(griot.client()
                        .post("/api/auth/recover", Map.of("handle", "awa"))
                        .status())
                .isEqualTo(202);
        assertThat(griot.client()
                        .post("/api/auth/reset", Map.of("code", code, "password", "a horse of another colour"))
                        .status())
                .isEqualTo(204);

        assertThat(awa.get("/api/me").status()).isEqualTo(401);
        assertThat(griot.client()
                        .post("/api/auth/login", Map.of("handle", "awa", "password", "a horse of another colour"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_mail_server_that_is_gone_makes_nobody_wait_and_the_program_no_less_healthy() {
        ApiClient binta = griot.client().register("binta");
        assertThat(binta.patch("/api/me", Map.of("email", "binta@griot.example"))
                        .status())
                .isEqualTo(200);

        assertThat(griot.client()
                        .post("/api/auth/recover", Map.of("handle", "binta"))
                        .status())
                .isEqualTo(202);

        await().until(() -> griot.operator()
                .get("/actuator/prometheus")
                .text()
                .contains("griot_mail_total{outcome=\"failed\"} 1.0"));
        assertThat(griot.operator().get("/actuator/health").at("/status")).isEqualTo("UP");
    }

    @Test
    void an_admin_invites_new_people_and_thinks_better_of_it() {
        ApiClient.Answer made = root.post("/api/admin/invitations", Map.of("uses", 3, "duration", "P2D"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/code")).matches("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}");
        ApiClient.Answer open = root.get("/api/admin/invitations");
        assertThat(open.at("/items/0/id")).isEqualTo(made.at("/id"));
        assertThat(open.at("/items/0/by/handle")).isEqualTo("root_1");
        assertThat(open.text()).doesNotContain(made.at("/code"));

        String invitation = "/api/admin/invitations/" + made.at("/id");
        assertThat(root.delete(invitation).status()).isEqualTo(204);
        assertThat(root.delete(invitation).refusal()).isEqualTo("404 NOT_FOUND");
        assertThat(root.post("/api/admin/invitations", Map.of("uses", 0)).refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(root.post("/api/admin/invitations", Map.of("duration", "P999D"))
                        .refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(root.get("/api/admin/audit?kind=ADMIN_ACT&person=" + root.userId())
                        .text())
                .contains("made the invitation " + made.at("/id"), "revoked the invitation " + made.at("/id"));
        assertThat(griot.client().get("/api/auth/registration").at("/mode")).isEqualTo("OPEN");
    }

    @Test
    void an_admin_sees_at_a_glance_how_everything_fares() {
        ApiClient.Answer health = root.get("/api/admin/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(statuses(health))
                .containsEntry("database", "UP")
                .containsEntry("disk", "UP")
                .containsEntry("processors", "UP")
                .containsEntry("edge", "UP")
                .containsEntry("mail", "DOWN")
                .doesNotContainKeys("ping", "livenessState");
        assertThat(health.at("/version")).isEqualTo("development");
        assertThat(Instant.parse(health.at("/upSince"))).isBefore(Instant.now());
        assertThat(health.json().at("/room/freeBytes").asLong()).isPositive();
        assertThat(health.json().at("/audience/sessions").asInt()).isZero();
        await().until(() -> {
            JsonNode projections = root.get("/api/admin/health").json().at("/projections");
            return projections.size() == 2
                    && projections.get(0).at("/behind").asLong() == 0
                    && !projections.get(1).at("/replaying").asBoolean();
        });
    }

    @Test
    void what_hangs_is_slow_and_keeps_nobody_waiting_and_what_is_ill_tells_no_secret() {
        HealthContributorRegistry contributors = griot.part(HealthContributorRegistry.class);
        CountDownLatch answered = new CountDownLatch(1);
        contributors.registerContributor("tape", (HealthIndicator) () -> {
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Health.up().build();
        });
        contributors.registerContributor("lamp", (HealthIndicator)
                () -> Health.down(new IllegalStateException("jdbc:h2:file:/srv;PASSWORD=hunter2"))
                        .withDetail("address", "10.0.0.7")
                        .build());
        try {
            ApiClient.Answer health = root.get("/api/admin/health");

            assertThat(statuses(health))
                    .containsEntry("tape", "SLOW")
                    .containsEntry("lamp", "DOWN")
                    .containsEntry("database", "UP");
            assertThat(health.text()).doesNotContain("hunter2", "10.0.0.7", "jdbc");
        } finally {
            answered.countDown();
            contributors.unregisterContributor("tape");
            contributors.unregisterContributor("lamp");
        }
    }

    private static Map<String, String> statuses(ApiClient.Answer health) {
        Map<String, String> statuses = new TreeMap<>();
        health.json()
                .at("/components")
                .forEach(part -> statuses.put(
                        part.at("/name").asString(), part.at("/status").asString()));
        return statuses;
    }
}
