package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was there before a stop is there after it, on the embedded database and on a real server. */
class RestartTest {
    @TempDir
    Path directory;

    @Test
    void accounts_sessions_and_chat_outlive_a_stop_on_the_embedded_database() throws InterruptedException {
        outliveAStop(Map.of());
    }

    @Test
    void accounts_sessions_and_chat_outlive_a_stop_on_a_real_server() throws InterruptedException {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            outliveAStop(server.properties());
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

    private void outliveAStop(Map<String, String> database) throws InterruptedException {
        String id;
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), database)) {
            ApiClient awa = griot.client().register("awa");
            id = awa.createSession("Tales that last");
            assertThat(awa.post("/api/sessions/" + id + "/start").at("/state")).isEqualTo("STARTING");
            assertThat(awa.post("/api/sessions/" + id + "/messages", Map.of("content", "Do you remember? 🐘"))
                            .status())
                    .isEqualTo(201);
        }
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), database)) {
            ApiClient awa = griot.client().login("awa");
            assertThat(awa.get("/api/sessions/current").at("/title")).isEqualTo("Tales that last");
            assertThat(awa.get("/api/sessions/" + id + "/messages").at("/items/0/content"))
                    .isEqualTo("Do you remember? 🐘");
            assertThat(awa.post("/api/sessions/" + id + "/messages", Map.of("content", "I do"))
                            .status())
                    .isEqualTo(201);
        }
    }
}
