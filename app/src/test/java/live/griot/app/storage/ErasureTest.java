package live.griot.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who leaves takes name and words along, while the facts stay; on the embedded database and on a real server. */
@BesideOthers
class ErasureTest {
    @TempDir
    Path directory;

    @Test
    void an_erased_person_is_gone_from_the_embedded_database() {
        eraseSomebody(Map.of());
    }

    @Test
    void nothing_in_the_data_directory_nor_in_a_backup_made_later_opens_what_an_erased_person_was_and_wrote() {
        Path data = directory.resolve("griot");
        Path backups = directory.resolve("backups");
        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.backup-dir", backups.toString()))) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("sarrakholle_1");
            moussa.patch("/api/me", Map.of("displayName", "Diopmbengue"));
            String live = moussa.createSession("Baobabroots");
            moussa.patch("/api/sessions/" + live, Map.of("description", "Kotebatales"));
            moussa.post("/api/sessions/" + live + "/start");
            moussa.post(
                    "/api/sessions/" + live + "/invitations", Map.of("userId", awa.userId(), "message", "Sabardance"));
            moussa.postOnce("a-key", "/api/sessions/" + live + "/messages", Map.of("content", "Xalamstrings"));
            String wrapped = wrappedKeyOf(griot, moussa.userId());
            byte[] opener = DataFiles.keyTo(data, wrapped, moussa.userId()).orElseThrow();
            assertThat(awa.get("/api/sessions/" + live).at("/title")).isEqualTo("Baobabroots");

            assertThat(moussa.delete("/api/me").status()).isEqualTo(204);

            assertThat(griot.operator().post("/actuator/backup").status()).isEqualTo(200);
            for (Path place : List.of(data, backups)) {
                assertThat(DataFiles.holding(
                                place,
                                "sarrakholle",
                                "diopmbengue",
                                "baobabroots",
                                "kotebatales",
                                "sabardance",
                                "xalamstrings"))
                        .as("words in the bytes of the files of %s", place)
                        .isEmpty();
                assertThat(DataFiles.keyTo(place, wrapped, moussa.userId())).isEmpty();
                assertThat(DataFiles.holding(place, opener)).isEmpty();
            }
            ApiClient.Answer left = awa.get("/api/sessions/" + live);
            assertThat(left.at("/title")).isEmpty();
            assertThat(left.at("/description")).isEmpty();
            assertThat(left.at("/host/displayName")).isEqualTo("Removed");
            assertThat(register(griot, "sarrakholle_1").refusal()).isEqualTo("409 HANDLE_TAKEN");
            assertThat(register(griot, "sarrakho11e_l").refusal()).isEqualTo("409 HANDLE_TAKEN");
        }
    }

    private static ApiClient.Answer register(StartedGriot griot, String handle) {
        return griot.client()
                .post(
                        "/api/auth/register",
                        Map.of("handle", handle, "displayName", "Other", "password", "correct horse battery"));
    }

    private static String wrappedKeyOf(StartedGriot griot, String person) {
        return griot.part(JdbcClient.class)
                .sql("SELECT wrapped_key FROM personal_key WHERE account_id = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }

    @Test
    void an_erased_person_is_gone_from_a_real_server() {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            eraseSomebody(server.properties());
        }
    }

    private void eraseSomebody(Map<String, String> properties) {
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), properties)) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("Moussa_1");
            assertThat(griot.client()
                            .post(
                                    "/api/auth/register",
                                    Map.of("handle", "MOUSSA_1", "displayName", "Other", "password", "correct horse"))
                            .refusal())
                    .isEqualTo("409 HANDLE_TAKEN");
            assertThat(moussa.patch("/api/me", Map.of("displayName", " Moussa Sarr "))
                            .at("/displayName"))
                    .isEqualTo("Moussa Sarr");
            assertThat(awa.get("/api/users?q=moussa_").at("/items/0/displayName"))
                    .isEqualTo("Moussa Sarr");
            assertThat(awa.get("/api/users?q=sarr").json().at("/items")).isEmpty();
            assertThat(griot.client().get("/api/users?q=moussa").refusal()).isEqualTo("401 UNAUTHENTICATED");

            String live = awa.createSession("Evening tales");
            awa.post("/api/sessions/" + live + "/start");
            String messages = "/api/sessions/" + live + "/messages";
            String id = moussa.postOnce("a-key", messages, Map.of("content", "Remember the baobab 🌳"))
                    .at("/id");
            awa.post(messages, Map.of("content", "I do", "replyTo", id));
            assertThat(awa.get(messages).at("/items/1/content")).isEqualTo("Remember the baobab 🌳");
            assertThat(everythingStored(griot)).contains(id).doesNotContain("baobab");

            assertThat(moussa.delete("/api/me").status()).isEqualTo(204);

            JsonNode items = awa.get(messages).json().at("/items");
            assertThat(items.at("/0/content").asString()).isEqualTo("I do");
            assertThat(items.at("/1/id").asString()).isEqualTo(id);
            assertThat(items.at("/1/content").asString()).isEmpty();
            assertThat(items.at("/1/deleted").asBoolean()).isTrue();
            assertThat(items.at("/1/author/displayName").asString()).isEqualTo("Removed");
            assertThat(moussa.get("/api/me").refusal()).isEqualTo("401 UNAUTHENTICATED");
            assertThat(moussa.post(messages, Map.of("content", "Still here")).refusal())
                    .isEqualTo("401 UNAUTHENTICATED");
            assertThat(awa.get("/api/users?q=moussa").json().at("/items")).isEmpty();
            assertThat(everythingStored(griot).toLowerCase(Locale.ROOT))
                    .contains(id.toLowerCase(Locale.ROOT))
                    .doesNotContain("moussa_1", "moussa sarr", "evening tales");
        }
    }

    @Test
    void who_writes_too_fast_is_told_when_to_go_on() {
        try (StartedGriot griot =
                StartedGriot.in(directory, Map.of("griot.chat.burst", "1", "griot.chat.interval", "PT1H"))) {
            ApiClient awa = griot.client().register("awa");
            String live = awa.createSession("Evening tales");
            awa.post("/api/sessions/" + live + "/start");
            String messages = "/api/sessions/" + live + "/messages";
            assertThat(awa.post(messages, Map.of("content", "one")).status()).isEqualTo(201);

            ApiClient.Answer refused = awa.post(messages, Map.of("content", "two"));

            assertThat(refused.refusal()).isEqualTo("429 RATE_LIMITED");
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(3000L, 3600L);
        }
    }

    /** What people are in the tables, and the whole event log, as text. */
    private static String everythingStored(StartedGriot griot) {
        JdbcClient db = griot.part(JdbcClient.class);
        StringBuilder text = new StringBuilder();
        for (String table : new String[] {"account", "sign_in", "chat_message", "idempotency_claim"}) {
            text.append(db.sql("SELECT * FROM " + table).query().listOfRows());
        }
        db.sql("SELECT payload FROM DomainEventEntry")
                .query((row, index) -> new String(row.getBytes("payload"), StandardCharsets.UTF_8))
                .list()
                .forEach(text::append);
        return text.toString();
    }
}
