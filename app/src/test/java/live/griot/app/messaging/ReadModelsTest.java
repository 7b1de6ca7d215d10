package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

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
}
