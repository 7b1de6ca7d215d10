package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@BesideOthers
class ReadModelsTest {
    @TempDir
    Path data;

    @Test
    void numbers_that_never_became_events_are_not_waited_for() {
        try (StartedGriot griot = StartedGriot.in(data)) {
            ApiClient awa = griot.client().register("awa");
            awa.createSession("Before the gap");
            // As a rolled back transaction or a killed program leaves it.
            griot.part(JdbcClient.class)
                    .sql("ALTER TABLE DomainEventEntry ALTER COLUMN globalIndex RESTART WITH 1000")
                    .update();
            awa.createSession("After the gap");

            assertThat(griot.part(ReadModels.class).awaitCaughtUp()).isTrue();
        }
    }

    @Test
    void who_is_subscribed_reads_all_that_they_were_not_told() throws Exception {
        try (StartedGriot griot = StartedGriot.in(data);
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            ApiClient awa = griot.client().register("awa");
            String live = "/api/sessions/" + awa.createSession("Old title");
            StreamingEventProcessor sessions = griot.part(EventProcessingConfiguration.class)
                    .eventProcessor("sessions", StreamingEventProcessor.class)
                    .orElseThrow();
            sessions.shutDown();
            long head = head(griot);
            Future<?> edited = others.submit(() -> awa.patch(live, Map.of("title", "New title")));
            await().until(() -> head(griot) > head);

            Future<String> read = others.submit(() -> {
                try (LiveSocketClient socket = LiveSocketClient.connect(griot.address(), null)) {
                    socket.subscribe(live.substring("/api/".length()));
                    return griot.client().get(live).json().path("title").asString();
                }
            });
            sessions.start();

            assertThat(read.get()).isEqualTo("New title");
            edited.get();
        }
    }

    private static long head(StartedGriot griot) {
        return griot.part(EventStore.class).createHeadToken().position().orElseThrow();
    }

    @Test
    void a_read_model_that_is_new_over_an_old_log_is_built_at_the_start() throws SQLException {
        String url;
        String messages;
        try (StartedGriot griot = StartedGriot.in(data)) {
            ApiClient awa = griot.client().register("awa");
            String live = awa.createSession("Old tales");
            awa.post("/api/sessions/" + live + "/start");
            messages = "/api/sessions/" + live + "/messages";
            awa.post(messages, Map.of("content", "Before there was such a projection"));
            url = griot.part(Environment.class).getRequiredProperty("spring.datasource.url");
        }
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            statement.executeUpdate("DELETE FROM TokenEntry WHERE processorName = 'chat'");
            statement.executeUpdate("DELETE FROM chat_message");
        }

        try (StartedGriot griot = StartedGriot.in(data)) {
            String history = messages;
            await().until(() -> griot.client().get(history).text().contains("Before there was such a projection"));
            griot.client().login("awa").createSession("New tales");
            assertThat(griot.part(ReadModels.class).awaitCaughtUp()).isTrue();
            assertThat(griot.part(ReadModels.class).progress("chat").replaying())
                    .isFalse();
        }
    }
}
