package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keeping order: mutes and bans, who may do what to whom, and when it ends. */
@BesideOthers
class ModerationTest extends ModerationFixture {
    @Test
    void a_muted_person_neither_writes_nor_reacts_until_the_mute_is_lifted_and_hears_of_both()
            throws InterruptedException {
        String session = live();
        String message = says(session, "awa", "Welcome");
        try (LiveSocketClient moussa = socket("moussa");
                LiveSocketClient kofi = socket("kofi")) {
            moussa.subscribe(chatOf(session));
            kofi.subscribe(chatOf(session));

            assertThat(mute(session, "awa", "moussa", Map.of("duration", "PT10M", "reason", "Noise"))
                            .status())
                    .isEqualTo(204);

            assertThat(moussa.await("muted").at("/data/until").asString()).isNotEmpty();
            assertThat(write(session, "moussa", "hello").refusal()).isEqualTo("403 MUTED");
            assertThat(house.as("moussa")
                            .put(
                                    "%s/messages/%s/reactions/%s"
                                            .formatted(
                                                    session, message, URLEncoder.encode("👏", StandardCharsets.UTF_8)),
                                    Map.of())
                            .refusal())
                    .isEqualTo("403 MUTED");
            assertThat(house.as("moussa")
                            .post(session + "/reactions", Map.of("emoji", "👏"))
                            .refusal())
                    .isEqualTo("403 MUTED");
            moussa.send(Map.of("type", "send", "id", "c1", "topic", chatOf(session), "content", "hello"));
            assertThat(moussa.await("error").path("code").asString()).isEqualTo("MUTED");
            JsonNode mute = house.as("awa").get(session + "/mutes").json().at("/items/0");
            assertThat(mute.at("/user/id").asString()).isEqualTo(house.id("moussa"));
            assertThat(mute.at("/by/id").asString()).isEqualTo(house.id("awa"));
            assertThat(mute.at("/reason").asString()).isEqualTo("Noise");

            assertThat(house.as("awa")
                            .delete(session + "/mutes/" + house.id("moussa"))
                            .status())
                    .isEqualTo(204);

            assertThat(moussa.await("unmuted").at("/data/userId").asString()).isEqualTo(house.id("moussa"));
            says(session, "moussa", "hello");
            JsonNode next = kofi.await(update -> update.has("topic"), "whatever comes first");
            while (next.path("type").asString().equals("subscribed")) {
                next = kofi.await(update -> update.has("topic"), "whatever comes next");
            }
            assertThat(next.path("type").asString())
                    .as("nobody else hears of a mute")
                    .isEqualTo("messageSent");
        }
        assertThat(house.as("awa").get(session + "/mutes").json().path("items")).isEmpty();
        assertThat(house.as("awa")
                        .delete(session + "/mutes/" + house.id("kofi"))
                        .status())
                .as("who is not muted is not")
                .isEqualTo(204);
    }

    @Test
    void nobody_is_muted_by_somebody_who_is_not_above_them() {
        String session = live();
        moderator(session, "kofi");
        moderator(session, "ines");
        long before = house.events();

        assertThat(mute(session, "kofi", "awa", Map.of()).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(mute(session, "kofi", "ines", Map.of()).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(mute(session, "kofi", "kofi", Map.of()).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(mute(session, "awa", "awa", Map.of()).refusal()).isEqualTo("403 FORBIDDEN");
        assertThat(house.as("awa")
                        .put(session + "/mutes/01JD0000000000000000000000", Map.of())
                        .refusal())
                .isEqualTo("404 USER_NOT_FOUND");
        assertThat(house.events()).isEqualTo(before);

        mute(session, "awa", "fanta", Map.of());
        assertThat(mute(session, "kofi", "fanta", Map.of("duration", "PT1S")).refusal())
                .as("what the host decided a moderator does not cut short")
                .isEqualTo("403 FORBIDDEN");
        assertThat(house.as("kofi")
                        .delete(session + "/mutes/" + house.id("fanta"))
                        .refusal())
                .isEqualTo("403 FORBIDDEN");

        assertThat(mute(session, "awa", "kofi", Map.of()).status()).isEqualTo(204);
        assertThat(write(session, "kofi", "hello").refusal()).isEqualTo("403 MUTED");
        assertThat(mute(session, "ines", "moussa", Map.of()).status()).isEqualTo(204);
    }

    @Test
    void a_mute_that_is_none_is_told_and_changes_nothing() {
        String session = live();
        long before = house.events();

        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("duration", "-PT5M"),
                Map.of("duration", "PT0S"),
                Map.of("duration", "PT999999999999H"),
                Map.of("reason", "a".repeat(301)),
                Map.of("reason", "a\u0000b"))) {
            assertThat(mute(session, "awa", "moussa", wrong).refusal())
                    .as("%s", wrong)
                    .isEqualTo("400 VALIDATION_FAILED");
        }
        assertThat(mute(session, "awa", "moussa", Map.of("duration", "soon")).refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.events()).isEqualTo(before);
    }

    @Test
    void a_ban_ends_the_chat_for_somebody_at_once() {
        String session = live();
        says(session, "moussa", "hello");

        house.as("awa").put(session + "/bans/" + house.id("moussa"), Map.of());

        assertThat(write(session, "moussa", "hello").refusal()).isEqualTo("403 BANNED");
        assertThat(house.as("moussa")
                        .post(session + "/reactions", Map.of("emoji", "👏"))
                        .refusal())
                .isEqualTo("403 BANNED");
        house.as("awa").delete(session + "/bans/" + house.id("moussa"));
        says(session, "moussa", "hello");
    }

    @Test
    void mutes_end_by_time_and_chats_expire_over_a_restart(@TempDir Path own) {
        Map<String, String> hasty = Map.of("griot.chat.keep-after-end", "PT2S", "griot.session.host-grace", "PT1S");
        String session;
        String over;
        String moussa;
        String message;
        try (StartedGriot griot = StartedGriot.in(own, hasty)) {
            ApiClient awa = griot.client().register("awa");
            ApiClient guest = griot.client().register("moussa");
            moussa = guest.userId();
            session = "/api/sessions/" + awa.createSession("Waits");
            awa.put(session + "/mutes/" + moussa, Map.of("duration", "PT2S", "reason", "Noise"));
            over = "/api/sessions/" + awa.createSession("Ends");
            awa.post(over + "/start");
            message = guest.post(over + "/messages", Map.of("content", "Is she coming?"))
                    .at("/id");
        }
        try (StartedGriot griot = StartedGriot.in(own, hasty)) {
            ApiClient awa = griot.client().login("awa");
            ApiClient guest = griot.client().login("moussa");

            Poll.until(
                    () -> awa.get(session + "/moderation").json().path("items").size() == 2);
            JsonNode log = awa.get(session + "/moderation").json().path("items");
            assertThat(log.at("/0/action").asString()).isEqualTo("MUTE_LIFTED");
            assertThat(log.at("/0/by").isNull()).isTrue();
            assertThat(log.at("/0/undoes").asString()).isEqualTo(log.at("/1/id").asString());
            assertThat(awa.get(session + "/mutes").json().path("items")).isEmpty();

            Poll.until(() -> awa.get(over).at("/state").equals("ENDED"));
            Poll.until(() -> awa.get(over + "/messages").json().path("items").isEmpty());
            assertThat(guest.delete(over + "/messages/" + message).refusal()).isEqualTo("404 MESSAGE_NOT_FOUND");
            assertThat(awa.get(over + "/stats").at("/messageCount")).isEqualTo("1");
        }
    }
}
