package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keeping order: mutes, who may do what to whom, and the log of it. */
class ModerationTest {
    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(data, Map.of("griot.chat.burst", "1000"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

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

    /** Hears of the next message, and of nothing that was logged before it. */
    private static void hearsOfAMessageAlone(LiveSocketClient socket) throws InterruptedException {
        JsonNode heard = socket.await(
                update -> List.of("moderationLogged", "messageSent")
                        .contains(update.path("type").asString()),
                "a message");
        assertThat(heard.path("type").asString()).isEqualTo("messageSent");
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

    private static String live() {
        String session = house.session("awa", "PUBLIC", 4);
        house.goLive(session, "awa");
        return session;
    }

    private static void moderator(String session, String who) {
        assertThat(house.as("awa")
                        .put(session + "/participants/" + house.id(who) + "/role", Map.of("role", "MODERATOR"))
                        .status())
                .isEqualTo(200);
    }

    private static LiveSocketClient socket(String who) throws InterruptedException {
        return LiveSocketClient.connect(house.griot.address(), house.as(who).token());
    }

    private static String chatOf(String session) {
        return session.substring("/api/".length()) + "/chat";
    }

    private static ApiClient.Answer mute(String session, String by, String person, Map<String, Object> how) {
        return house.as(by).put(session + "/mutes/" + house.id(person), how);
    }

    private static ApiClient.Answer write(String session, String author, String words) {
        return house.as(author).post(session + "/messages", Map.of("content", words));
    }

    private static String says(String session, String author, String words) {
        ApiClient.Answer written = write(session, author, words);
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return written.at("/id");
    }

    /** Returns the log as the host sees it, the oldest entry first. */
    private static List<JsonNode> log(String session) {
        List<JsonNode> entries = new ArrayList<>();
        house.as("awa")
                .get(session + "/moderation?limit=100")
                .json()
                .path("items")
                .forEach(entries::add);
        return entries.reversed();
    }

    private static List<String> words(JsonNode entry) {
        List<String> words = new ArrayList<>();
        entry.path("messages")
                .forEach(message -> words.add(message.path("content").asString()));
        return words;
    }
}
