package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where a processor begins that is new over an old log. */
@BesideOthers
class FirstTokensTest {
    @TempDir
    Path data;

    @Test
    void what_reacts_begins_at_the_head_and_does_nothing_once_more() {
        String before;
        try (StartedGriot griot = StartedGriot.in(data)) {
            before = invite(griot.client().register("awa"), griot.client().register("moussa"));
            await().until(() -> invited(griot).equals(List.of(before)));
            // As if what reacts were of the next version: it has no place in the log yet, and nothing of its own.
            db(griot).sql("DELETE FROM open_invitation").update();
        }
        forgetWhereItWas();
        try (StartedGriot griot = StartedGriot.in(data)) {
            String after = invite(griot.client().login("awa"), griot.client().login("moussa"));
            await().until(() -> invited(griot).contains(after));

            assertThat(invited(griot)).containsExactly(after);
        }
    }

    private void forgetWhereItWas() {
        JdbcClient closed = JdbcClient.create(new DriverManagerDataSource(
                "jdbc:h2:file:%s;MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE".formatted(data.resolve("griot"))));
        assertThat(closed.sql("DELETE FROM TokenEntry WHERE processorName = 'invitations'")
                        .update())
                .isEqualTo(1);
    }

    private static String invite(ApiClient host, ApiClient guest) {
        String session = host.createSession("With a guest");
        return host.post("/api/sessions/" + session + "/invitations", Map.of("userId", guest.userId()))
                .at("/id");
    }

    private static List<String> invited(StartedGriot griot) {
        return db(griot)
                .sql("SELECT id FROM open_invitation")
                .query((row, index) -> row.getString("id"))
                .list();
    }

    private static JdbcClient db(StartedGriot griot) {
        return griot.part(JdbcClient.class);
    }
}
