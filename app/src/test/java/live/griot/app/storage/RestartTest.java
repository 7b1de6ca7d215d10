package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was there before a stop is there after it, on the embedded database and on a real server. */
@BesideOthers
class RestartTest {
    @TempDir
    Path directory;

    @Test
    void accounts_sessions_chat_and_bans_outlive_a_stop_on_the_embedded_database() throws InterruptedException {
        outliveAStop(Map.of());
    }

    @Test
    void accounts_sessions_chat_and_bans_outlive_a_stop_on_a_real_server() throws InterruptedException {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            runOn(server, "ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci");
            outliveAStop(server.properties());
            everyTableKeepsAllCharacters(server);

            runOn(server, "ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci");
            runOn(server, "ALTER TABLE session_view CONVERT TO CHARACTER SET latin1 COLLATE latin1_swedish_ci");
            StartedGriot.in(directory.resolve("griot"), server.properties()).close();
            everyTableKeepsAllCharacters(server);
        }
    }

    private static void everyTableKeepsAllCharacters(DatabaseServer server) {
        assertThat(runOn(server, """
                SELECT DISTINCT table_collation FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' UNION SELECT @@collation_database""")).containsExactly("utf8mb4_bin");
    }

    /** Runs a statement and returns the first column of what it found. */
    private static List<String> runOn(DatabaseServer server, String sql) {
        Map<String, String> properties = server.properties();
        try (Connection connection = DriverManager.getConnection(
                        properties.get("spring.datasource.url"),
                        properties.get("spring.datasource.username"),
                        properties.get("spring.datasource.password"));
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_host_who_does_not_come_ends_the_session_even_over_a_restart() throws InterruptedException {
        Map<String, String> hasty = Map.of("griot.session.host-grace", "PT4S");
        String id;
        try (StartedGriot griot = StartedGriot.in(directory, hasty)) {
            ApiClient awa = griot.client().register("awa");
            id = awa.createSession("Never seen");
            awa.post("/api/sessions/" + id + "/start");
        }
        try (StartedGriot griot = StartedGriot.in(directory, hasty);
                LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
            socket.subscribe("sessions/" + id);
            if (!griot.client().get("/api/sessions/" + id).at("/state").equals("ENDED")) {
                socket.await(update -> update.at("/data/state").asString().equals("ENDED"), "the end");
            }
            assertThat(griot.client().get("/api/sessions/" + id).at("/state")).isEqualTo("ENDED");
        }
    }

    /** Names in clear, and the event of before titles were sealed. */
    private static void storeAsAnEarlierVersionDid(StartedGriot griot, String person, String session, String host) {
        JdbcClient db = griot.part(JdbcClient.class);
        db.sql("UPDATE account SET handle = 'moussa', display_name = 'Moussa Sarr', search_name = 'moussa sarr',"
                        + " handle_hash = NULL, look_hash = NULL, sealed_profile = NULL WHERE id = :id")
                .param("id", person)
                .update();
        String created = """
                {"sessionId": "%s", "host": "%s", "title": "Tales that last", "description": "", "type": "VIDEO", \
                "visibility": "PUBLIC", "maxParticipants": 10, "scheduledFor": null, "at": "2026-11-20T20:00:00Z"}""".formatted(session, host);
        db.sql("UPDATE DomainEventEntry SET payloadRevision = '1', payload = :created"
                        + " WHERE payloadType = 'session.created' AND aggregateIdentifier = :session")
                .param("created", created.getBytes(StandardCharsets.UTF_8))
                .param("session", session)
                .update();
    }

    private void outliveAStop(Map<String, String> database) throws InterruptedException {
        String id;
        Map<String, String> properties = new HashMap<>(database);
        properties.put("griot.admin.handles", "awa");
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), properties)) {
            ApiClient awa = griot.client().register("awa");
            id = awa.createSession("Tales that last");
            assertThat(awa.post("/api/sessions/" + id + "/start").at("/state")).isEqualTo("STARTING");
            assertThat(awa.post("/api/sessions/" + id + "/messages", Map.of("content", "Do you remember? 🐘"))
                            .status())
                    .isEqualTo(201);
            String moussa = griot.client().register("moussa").userId();
            for (String reason : List.of("Spam", "More of it")) {
                assertThat(awa.put("/api/admin/bans/" + moussa, Map.of("reason", reason))
                                .status())
                        .isEqualTo(204);
            }
            storeAsAnEarlierVersionDid(griot, moussa, id, awa.userId());
        }
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), properties)) {
            ApiClient awa = griot.client().login("awa");
            ApiClient moussa = griot.client().login("moussa");
            assertThat(moussa.get("/api/me").at("/displayName")).isEqualTo("Moussa Sarr");
            assertThat(moussa.post("/api/sessions/" + id + "/join").refusal()).isEqualTo("403 BANNED");
            assertThat(awa.get("/api/admin/bans").at("/items/0/reason")).isEqualTo("More of it");
            assertThat(awa.get("/api/users?q=moussa%20s").at("/items/0/handle")).isEqualTo("moussa");
            assertThat(awa.patch("/api/sessions/" + id, Map.of("maxParticipants", 3))
                            .at("/title"))
                    .isEqualTo("Tales that last");
            assertThat(awa.get("/api/sessions/current").at("/title")).isEqualTo("Tales that last");
            assertThat(awa.get("/api/sessions/" + id + "/messages").at("/items/0/content"))
                    .isEqualTo("Do you remember? 🐘");
            assertThat(awa.post("/api/sessions/" + id + "/messages", Map.of("content", "I do"))
                            .status())
                    .isEqualTo(201);
        }
    }
}
