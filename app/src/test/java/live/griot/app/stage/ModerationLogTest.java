package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.Poll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log of what was done to keep order: what it says, to whom, and who hears that it grows. */
@BesideOthers
class ModerationLogTest extends ModerationFixture {
    @Test
    void the_log_says_who_did_what_to_whom_why_and_what_it_undid() {
        String session = live();
        moderator(session, "kofi");
        String message = says(session, "moussa", "first");
        house.as("kofi").put(session + "/messages/" + message + "/pin", Map.of());
        house.as("kofi").delete(session + "/messages/" + message + "/pin");
        mute(session, "kofi", "moussa", Map.of("duration", "PT10M", "reason", "Noise"));
        house.as("awa").delete(session + "/mutes/" + house.id("moussa"));
        house.as("awa").put(session + "/bans/" + house.id("moussa"), Map.of("reason", "Again"));
        house.as("awa").delete(session + "/bans/" + house.id("moussa"));
        house.as("awa").patch(session + "/chat", Map.of("slowMode", "PT10S"));
        house.as("awa").put(session + "/participants/" + house.id("kofi") + "/role", Map.of("role", "VIEWER"));

        List<JsonNode> log = log(session);

        assertThat(log)
                .extracting(entry -> entry.path("action").asString())
                .containsExactly(
                        "MODERATOR_NAMED",
                        "MESSAGE_PINNED",
                        "MESSAGE_UNPINNED",
                        "PERSON_MUTED",
                        "MUTE_LIFTED",
                        "PERSON_BANNED",
                        "BAN_LIFTED",
                        "CHAT_CHANGED",
                        "MODERATOR_DISMISSED");
        JsonNode muted = log.get(3);
        assertThat(muted.at("/by/id").asString()).isEqualTo(house.id("kofi"));
        assertThat(muted.at("/user/id").asString()).isEqualTo(house.id("moussa"));
        assertThat(muted.at("/reason").asString()).isEqualTo("Noise");
        assertThat(muted.at("/until").asString()).isNotEmpty();
        assertThat(muted.at("/undoes").isNull()).isTrue();
        for (int[] undone : new int[][] {{2, 1}, {4, 3}, {6, 5}, {8, 0}}) {
            assertThat(log.get(undone[0]).path("undoes").asString())
                    .isEqualTo(log.get(undone[1]).path("id").asString());
        }
        assertThat(log.get(1).path("messageId").asString()).isEqualTo(message);
        assertThat(log.get(7).path("detail").asString()).contains("PT10S");
    }

    @Test
    void those_who_keep_order_hear_when_the_log_grows_and_nobody_else_ever_does() throws InterruptedException {
        String session = live();
        moderator(session, "kofi");
        moderator(session, "ines");
        String left = house.anybody.post(session + "/join").at("/ticket");
        try (LiveSocketClient awa = socket("awa");
                LiveSocketClient kofi = socket("kofi");
                LiveSocketClient ines = socket("ines");
                LiveSocketClient moussa = socket("moussa");
                LiveSocketClient nobody = LiveSocketClient.connect(house.griot.address(), null);
                LiveSocketClient visitor = LiveSocketClient.withTicket(house.griot.address(), left)) {
            long before = 0;
            for (LiveSocketClient one : List.of(awa, kofi, ines, moussa, nobody, visitor)) {
                before = one.subscribe(chatOf(session));
            }
            for (LiveSocketClient one : List.of(awa, moussa)) {
                assertThat(one.refusedTopic(session.substring("/api/".length()) + "/order"))
                        .isEqualTo("SESSION_NOT_FOUND");
            }

            mute(session, "kofi", "moussa", Map.of());
            for (LiveSocketClient keeper : List.of(awa, kofi, ines)) {
                assertThat(keeper.await("moderationLogged").at("/data").isEmpty())
                        .as("what it is stands in the log")
                        .isTrue();
            }
            assertThat(log(session).getLast().path("action").asString()).isEqualTo("PERSON_MUTED");

            house.as("awa").put(session + "/participants/" + house.id("ines") + "/role", Map.of("role", "VIEWER"));
            awa.await("moderationLogged");
            // What she was told while she kept order ends here.
            says(session, "awa", "Between");
            ines.await("messageSent");
            for (LiveSocketClient other : List.of(moussa, nobody, visitor)) {
                hearsOfAMessageAlone(other);
            }
            house.as("awa").delete(session + "/mutes/" + house.id("moussa"));
            try (LiveSocketClient back = socket("kofi");
                    LiveSocketClient dismissed = socket("ines")) {
                for (LiveSocketClient one : List.of(back, dismissed)) {
                    one.send(Map.of("type", "subscribe", "topic", chatOf(session), "after", before));
                }
                hearsOfAMessageAlone(dismissed);
                dismissed.await("subscribed");
                back.await("moderationLogged");
                says(session, "moussa", "the last word");
                for (LiveSocketClient other : List.of(ines, moussa, nobody, visitor, dismissed)) {
                    hearsOfAMessageAlone(other);
                }
            }
        }
    }

    @Test
    void the_log_shows_what_had_been_said_as_it_stood_then() {
        String session = live();
        List<String> messages = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            messages.add(says(session, "moussa", "message " + number));
        }
        house.as("moussa").delete(session + "/messages/" + messages.get(10));
        mute(session, "awa", "moussa", Map.of());
        house.as("awa").delete(session + "/messages/" + messages.get(11));
        says(session, "awa", "Said after it");

        List<JsonNode> log = log(session);

        assertThat(log)
                .extracting(entry -> entry.path("action").asString())
                .as("one's own deletion is nobody's business")
                .containsExactly("PERSON_MUTED", "MESSAGE_DELETED");
        assertThat(words(log.get(0)))
                .as("deleted since, and deleted before")
                .containsExactly(
                        "message 3",
                        "message 4",
                        "message 5",
                        "message 6",
                        "message 7",
                        "message 8",
                        "message 9",
                        "message 10",
                        "",
                        "message 12");
        assertThat(words(log.get(1))).as("what was deleted").endsWith("message 12");
        assertThat(log.get(1).path("messageId").asString()).isEqualTo(messages.get(11));
    }

    @Test
    void the_log_is_read_by_pages_without_a_gap_or_a_double() {
        String session = live();
        for (int number = 1; number <= 7; number++) {
            house.as("awa").patch(session + "/chat", Map.of("slowMode", "PT%dS".formatted(number)));
        }

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = house.as("awa")
                    .get(session + "/moderation?limit=3" + cursor)
                    .json();
            page.path("items").forEach(entry -> read.add(entry.path("detail").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());

        assertThat(read).hasSize(7).doesNotHaveDuplicates();
        assertThat(read.getFirst()).contains("PT7S");
        assertThat(house.as("awa").get(session + "/moderation?cursor=elsewhere").refusal())
                .isEqualTo("400 VALIDATION_FAILED");
    }

    @Test
    void what_an_erased_person_said_is_gone_from_the_log_too() {
        String session = live();
        ApiClient binta = house.anybody.register("binta_leaves");
        String id = binta.userId();
        assertThat(binta.post(session + "/messages", Map.of("content", "my own words"))
                        .status())
                .isEqualTo(201);
        house.as("awa").put(session + "/mutes/" + id, Map.of());
        assertThat(words(log(session).getFirst())).containsExactly("my own words");

        assertThat(binta.delete("/api/me").status()).isEqualTo(204);

        Poll.until(() -> words(log(session).getFirst()).equals(List.of("")));
    }

    /** Hears of the next message, and of nothing that was logged before it. */
    private static void hearsOfAMessageAlone(LiveSocketClient socket) throws InterruptedException {
        JsonNode heard = socket.await(
                update -> List.of("moderationLogged", "messageSent")
                        .contains(update.path("type").asString()),
                "a message");
        assertThat(heard.path("type").asString()).isEqualTo("messageSent");
    }
}
