package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LogBook;
import live.griot.app.support.StartedGriot;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A session that ten thousand people came to by a link for so many: a command to it does not read them all, and forgets none. */
@BesideOthers
class SnapshotTest {
    private static final int CAME = 9_999;
    /** Some more than the number after which a snapshot is made. */
    private static final int READ_AT_MOST = 250;

    @TempDir
    Path data;

    @Test
    void a_command_reads_a_snapshot_and_what_happened_since() {
        String live;
        String link;
        try (StartedGriot griot = StartedGriot.in(data)) {
            ApiClient awa = griot.client().register("awa");
            ApiClient ben = griot.client().register("ben");
            live = awa.post("/api/sessions", Map.of("title", "Well visited", "visibility", "PRIVATE"))
                    .at("/id");
            link = awa.post("/api/sessions/" + live + "/links", Map.of("role", "VIEWER", "maxUses", CAME + 1))
                    .at("/code");
            assertThat(join(ben, live, link).status()).isEqualTo(200);
            comesAgainUnderOtherNames(griot.part(JdbcClient.class), live, ben.userId());

            assertThat(rename(awa, live, "Still well visited")).isEqualTo(200);

            await().until(() -> events(griot, live).size() < READ_AT_MOST);
            goesOnFromASnapshot(griot, live, link);
        }
        try (StartedGriot griot = StartedGriot.in(data)) {
            goesOnFromASnapshot(griot, live, link);
        }
    }

    private static void goesOnFromASnapshot(StartedGriot griot, String live, String link) {
        try (LogBook log = new LogBook()) {
            assertThat(events(griot, live).getFirst().getPayloadType().getSimpleName())
                    .isEqualTo("SessionSnapshot");
            assertThat(rename(griot.client().login("awa"), live, "After it")).isEqualTo(200);
            assertThat(join(griot.client().login("ben"), live, link).status())
                    .as("who came before comes again by a link that is used up")
                    .isEqualTo(200);
            String late = "late" + System.nanoTime();
            assertThat(join(griot.client().register(late), live, link).refusal())
                    .isEqualTo("409 LINK_USED_UP");
            assertThat(log.troubles()).isEmpty();
        }
    }

    private static List<? extends DomainEventMessage<?>> events(StartedGriot griot, String live) {
        return griot.part(EventStore.class).readEvents(live).asStream().toList();
    }

    private static int rename(ApiClient host, String live, String title) {
        return host.patch("/api/sessions/" + live, Map.of("title", title)).status();
    }

    private static ApiClient.Answer join(ApiClient somebody, String live, String link) {
        return somebody.post("/api/sessions/" + live + "/join", Map.of("link", link));
    }

    /** Ten thousand calls would take a minute. */
    private static void comesAgainUnderOtherNames(JdbcClient db, String live, String person) {
        db.sql("""
                INSERT INTO DomainEventEntry (aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData,
                  payload, payloadRevision, payloadType, timeStamp)
                SELECT aggregateIdentifier, sequenceNumber + x, type, CONCAT(eventIdentifier, x), metaData,
                  STRINGTOUTF8(REPLACE(UTF8TOSTRING(payload), :person, CONCAT(SUBSTRING(:person, 1, 21), LPAD(CAST(x AS VARCHAR), 5, '0')))),
                  payloadRevision, payloadType, timeStamp
                FROM DomainEventEntry, SYSTEM_RANGE(1, :times)
                WHERE aggregateIdentifier = :live AND payloadType = 'door.link-used'
                ORDER BY x""")
                .param("person", person)
                .param("times", CAME)
                .param("live", live)
                .update();
    }
}
