package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A recorded session's chat, from the first word to the end of its recording, by the API. */
@BesideOthers
class RecordedChatTest {
    @TempDir
    Path data;

    @Test
    void what_was_said_is_told_beside_the_recording_until_it_is_deleted() {
        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.chat.keep-after-end", "PT0S"))) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("moussa");
            ApiClient kofi = griot.client().register("kofi");
            String session = "/api/sessions/" + awa.createSession("Tales");
            awa.post(session + "/start");
            moussa.post(session + "/messages", Map.of("content", "Before it was recorded"));
            String recording =
                    "/api/recordings/" + awa.post(session + "/recording").at("/id");
            await().until(() -> awa.get(recording + "/chapters").json().size() == 1);

            String kept = said(moussa, session, "Once there was a hare");
            String gone = said(moussa, session, "Not for long");
            awa.put(session + "/messages/" + kept + "/pin", Map.of());
            awa.put(
                    session + "/messages/" + kept + "/reactions/" + URLEncoder.encode("🎉", StandardCharsets.UTF_8),
                    Map.of());
            awa.put(session + "/bans/" + kofi.userId(), Map.of());

            JsonNode live = griot.client().get(recording + "/chat").json().path("items");
            assertThat(live.findValuesAsString("type")).containsExactly("messageSent", "messageSent", "messagePinned");
            assertThat(live.get(0).at("/data/content").asString()).isEqualTo("Once there was a hare");
            assertThat(live.get(0).at("/data/reactions/🎉").asInt()).isEqualTo(1);
            assertThat(live.findValuesAsString("offset"))
                    .isSorted()
                    .allSatisfy(offset -> assertThat(Duration.parse(offset)).isPositive());
            assertThat(kofi.get(recording + "/chat").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
            assertThat(kofi.get(recording + "/chapters").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
            assertThat(awa.get(recording + "/chat?cursor=x").refusal()).isEqualTo("400 VALIDATION_FAILED");
            assertThat(awa.get(recording + "/chat?from=PT1000000000000H&to=-PT1S")
                            .json()
                            .path("items"))
                    .isEmpty();

            awa.post(session + "/end");
            await().until(() ->
                    awa.get(session + "/messages").json().path("items").isEmpty());
            await().until(() -> awa.get(recording).at("/state").equals("FINISHED"));
            assertThat(awa.delete(session + "/messages/" + gone).status()).isEqualTo(204);

            JsonNode after = griot.client().get(recording + "/chat").json().path("items");
            assertThat(after.get(0).at("/data/content").asString()).isEqualTo("Once there was a hare");
            assertThat(after.get(1).at("/data/deleted").asBoolean()).isTrue();
            assertThat(after.get(1).at("/data/content").asString()).isEmpty();

            assertThat(awa.delete(recording).status()).isEqualTo(204);
            assertThat(awa.get(recording + "/chat").refusal()).isEqualTo("404 RECORDING_NOT_FOUND");
            await().until(() -> griot.part(JdbcClient.class)
                            .sql("SELECT COUNT(*) FROM chat_timeline")
                            .query(Long.class)
                            .single()
                    == 0);
        }
    }

    private static String said(ApiClient author, String session, String words) {
        return author.post(session + "/messages", Map.of("content", words)).at("/id");
    }
}
