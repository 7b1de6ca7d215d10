package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.LiveSocketClient;
import live.griot.app.support.Poll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A live's chat, as the people in it see and shape it. */
@BesideOthers
class ChatTest {
    private static final String CLAP = "👏";
    private static final String HEART = "❤️";

    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(data, Map.of("griot.chat.burst", "1000", "griot.chat.reaction-burst", "1000"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void an_author_deletes_what_they_wrote_and_it_is_gone_for_everybody() throws InterruptedException {
        String session = live();
        String message = says(session, "moussa", "I did not mean it");
        react(session, "awa", message, CLAP);
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(chatOf(session));

            assertThat(house.as("kofi").delete(session + "/messages/" + message).refusal())
                    .isEqualTo("403 NOT_MODERATOR");
            assertThat(house.as("moussa")
                            .delete(session + "/messages/" + message)
                            .status())
                    .isEqualTo(204);

            assertThat(socket.await("messageDeleted").at("/data/id").asString()).isEqualTo(message);
        }
        JsonNode seen = house.anybody.get(session + "/messages").json().at("/items/0");
        assertThat(seen.at("/deleted").asBoolean()).isTrue();
        assertThat(seen.at("/content").asString()).isEmpty();
        assertThat(seen.at("/reactions")).isEmpty();
        assertThat(house.as("awa")
                        .put(reaction(session, message, CLAP), Map.of())
                        .refusal())
                .isEqualTo("404 MESSAGE_NOT_FOUND");
        assertThat(house.as("moussa").delete(session + "/messages/" + message).status())
                .as("deleting twice is deleting once")
                .isEqualTo(204);
        assertThat(house.as("awa")
                        .delete(session + "/messages/01JD0000000000000000000000")
                        .refusal())
                .isEqualTo("404 MESSAGE_NOT_FOUND");
    }

    @Test
    void people_react_to_a_message_once_with_each_emoji_and_take_it_back() throws InterruptedException {
        String session = live();
        String message = says(session, "moussa", "Nanga def?");
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(chatOf(session));

            react(session, "awa", message, CLAP);
            react(session, "kofi", message, CLAP);
            react(session, "kofi", message, CLAP);
            react(session, "kofi", message, "❤");
            assertThat(house.as("awa").delete(reaction(session, message, CLAP)).status())
                    .isEqualTo(204);

            assertThat(told(socket, message)).isEqualTo(CLAP + " 1");
            assertThat(told(socket, message)).isEqualTo(CLAP + " 2");
            assertThat(told(socket, message)).isEqualTo(HEART + " 1");
            assertThat(told(socket, message)).isEqualTo(CLAP + " 1");
        }
        JsonNode reactions = house.anybody.get(session + "/messages").json().at("/items/0/reactions");
        assertThat(reactions.path(CLAP).asInt()).isEqualTo(1);
        assertThat(reactions.path(HEART).asInt()).isEqualTo(1);
        assertThat(house.anybody.get(session + "/stats").at("/reactionCount")).isEqualTo("2");
    }

    @Test
    void whose_name_looks_like_the_hosts_is_marked_and_the_host_never() throws InterruptedException {
        String session = live();
        ApiClient.Answer registered = house.anybody.post(
                "/api/auth/register",
                Map.of("handle", "pretender", "displayName", "\u0422he the_\u0430wa", "password", "correct horse 1"));
        ApiClient pretender = house.anybody.with(registered.at("/accessToken"));
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(chatOf(session));

            ApiClient.Answer told = pretender.post(session + "/messages", Map.of("content", "Send me your password"));

            assertThat(told.json().path("lookAlike").asBoolean()).isTrue();
            assertThat(socket.await("messageSent").at("/data/lookAlike").asBoolean())
                    .isTrue();
        }
        says(session, "awa", "That was not me");
        says(session, "kofi", "I see");
        List<Boolean> marked = new ArrayList<>();
        house.anybody
                .get(session + "/messages")
                .json()
                .path("items")
                .forEach(message -> marked.add(message.path("lookAlike").asBoolean()));
        assertThat(marked).containsExactly(false, false, true);
        pretender.post(session + "/join");
        pretender.post(session + "/hand");
        house.as("awa").get(session + "/participants").json().path("items").forEach(one -> assertThat(
                        one.path("lookAlike").asBoolean())
                .isEqualTo(one.at("/user/handle").asString().equals("pretender")));
    }

    @Test
    void what_is_no_emoji_is_no_reaction() {
        String session = live();
        String message = says(session, "moussa", "Nanga def?");
        long before = house.events();

        for (String none : List.of("a", "ok", CLAP + CLAP, "a" + CLAP, "1")) {
            ApiClient.Answer answer = house.as("awa").put(reaction(session, message, none), Map.of());
            assertThat(answer.refusal()).as(none).isEqualTo("400 VALIDATION_FAILED");
            assertThat(answer.at("/errors/0/field")).isEqualTo("emoji");
            ApiClient.Answer floating = house.as("awa").post(session + "/reactions", Map.of("emoji", none));
            assertThat(floating.refusal()).as(none).isEqualTo("400 VALIDATION_FAILED");
            assertThat(floating.at("/errors/0/field")).isEqualTo("emoji");
        }
        assertThat(house.as("awa").post(session + "/reactions", Map.of()).refusal())
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(house.events()).isEqualTo(before);
    }

    @Test
    void a_few_messages_are_pinned_in_order() throws InterruptedException {
        String session = live();
        List<String> messages = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            messages.add(says(session, "moussa", "message " + number));
        }
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(chatOf(session));
            for (int number : List.of(3, 1, 5, 2, 4)) {
                assertThat(pin(session, messages.get(number - 1)).status()).isEqualTo(204);
            }
            assertThat(socket.await("messagePinned").at("/data/id").asString()).isEqualTo(messages.get(2));
            assertThat(pin(session, messages.get(5)).refusal()).isEqualTo("409 TOO_MANY");
            assertThat(pin(session, messages.get(2)).status())
                    .as("pinned already")
                    .isEqualTo(204);
            assertThat(pins(session)).containsExactly("message 3", "message 1", "message 5", "message 2", "message 4");

            assertThat(house.as("awa")
                            .delete(session + "/messages/" + messages.get(0) + "/pin")
                            .status())
                    .isEqualTo(204);
            assertThat(socket.await("messageUnpinned").at("/data/id").asString())
                    .isEqualTo(messages.get(0));
        }
        assertThat(pin(session, messages.get(5)).status()).isEqualTo(204);
        assertThat(house.as("moussa")
                        .delete(session + "/messages/" + messages.get(2))
                        .status())
                .isEqualTo(204);
        assertThat(pins(session)).containsExactly("message 5", "message 2", "message 4", "message 6");
        assertThat(pin(session, messages.get(0)).status())
                .as("a deleted message leaves its place")
                .isEqualTo(204);
        assertThat(pin(session, messages.get(2)).refusal()).isEqualTo("404 MESSAGE_NOT_FOUND");
        assertThat(house.anybody.get(session + "/messages").text()).contains("\"pinned\":true");
    }

    @Test
    void a_flood_of_floating_reactions_is_a_few_events_and_every_one_is_counted() throws InterruptedException {
        String session = live();
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(session.substring("/api/".length()));
            long before = applause();
            IntStream.range(0, 300).parallel().forEach(time -> {
                assertThat(house.as(time % 2 == 0 ? "moussa" : "kofi")
                                .post(session + "/reactions", Map.of("emoji", time % 3 == 0 ? HEART : CLAP))
                                .status())
                        .isEqualTo(202);
            });
            JsonNode totals = house.anybody.get(session + "/reactions").json();
            assertThat(totals.path("reactions").path(CLAP).asInt()).isEqualTo(200);
            assertThat(totals.path("reactions").path(HEART).asInt()).isEqualTo(100);
            assertThat(totals.path("total").asInt()).isEqualTo(300);

            Map<String, Integer> told = new HashMap<>();
            while (told.values().stream().mapToInt(Integer::intValue).sum() < 300) {
                JsonNode reactions = socket.await("reactionsCounted").at("/data/reactions");
                reactions.forEachEntry((emoji, count) -> told.merge(emoji, count.asInt(), Integer::sum));
            }
            assertThat(told).isEqualTo(Map.of(CLAP, 200, HEART, 100));
            assertThat(applause() - before).isBetween(1L, 30L);
        }
        Poll.until(
                () -> house.anybody.get(session + "/stats").at("/reactionCount").equals("300"));
        assertThat(house.anybody.get(session + "/reactions").at("/total")).isEqualTo("300");
    }

    @Test
    void figures_say_how_much_is_said_by_how_many() {
        String session = live();
        String first = says(session, "moussa", "one");
        says(session, "moussa", "two");
        says(session, "kofi", "three");
        react(session, "awa", first, CLAP);
        house.as("moussa").delete(session + "/messages/" + first);

        JsonNode stats = house.anybody.get(session + "/chat/stats").json();

        assertThat(stats.path("messages").asInt()).isEqualTo(3);
        assertThat(stats.path("people").asInt()).isEqualTo(2);
        assertThat(stats.path("perMinute").asDouble()).isEqualTo(3.0);
        assertThat(stats.at("/topEmojis/0/emoji").asString()).isEqualTo(CLAP);
        assertThat(stats.at("/topEmojis/0/count").asInt()).isEqualTo(1);
    }

    @Test
    void settings_are_changed_as_far_as_they_are_told_and_everybody_hears_of_it() throws InterruptedException {
        String session = live();
        try (LiveSocketClient socket = LiveSocketClient.connect(house.griot.address(), null)) {
            socket.subscribe(chatOf(session));

            ApiClient.Answer changed = house.as("awa")
                    .patch(
                            session + "/chat",
                            Map.of("slowMode", "PT10S", "membersOnly", true, "blockedWords", List.of(" spoiler ")));

            assertThat(changed.at("/slowMode")).isEqualTo("PT10S");
            assertThat(changed.at("/enabled")).isEqualTo("true");
            assertThat(changed.at("/blockedWords/0")).isEqualTo("spoiler");
            JsonNode told = socket.await("chatSettingsChanged");
            assertThat(told.at("/data/slowMode").asString()).isEqualTo("PT10S");
            assertThat(told.toString()).doesNotContain("spoiler");
        }
        ApiClient.Answer seen = house.as("moussa").get(session + "/chat");
        assertThat(seen.at("/membersOnly")).isEqualTo("true");
        assertThat(seen.json().path("blockedWords").isNull())
                .as("the words are for who keeps order")
                .isTrue();

        Map<String, Object> off = new HashMap<>();
        off.put("slowMode", null);
        ApiClient.Answer switchedOff = house.as("awa").patch(session + "/chat", off);
        assertThat(switchedOff.json().path("slowMode").isNull()).isTrue();
        assertThat(switchedOff.at("/membersOnly")).isEqualTo("true");
        house.as("awa").patch(session + "/chat", Map.of("slowMode", "PT10S"));
        assertThat(house.as("awa")
                        .patch(session + "/chat", Map.of("slowMode", "PT0S"))
                        .json()
                        .path("slowMode")
                        .isNull())
                .isTrue();
    }

    @Test
    void settings_that_are_none_are_told_and_change_nothing() {
        String session = live();
        long before = house.events();

        for (Object slowMode : List.of("-PT1S", "PT7H", "ten seconds", 10, true, List.of(), "PT99999999999999H")) {
            ApiClient.Answer answer = house.as("awa").patch(session + "/chat", Map.of("slowMode", slowMode));
            assertThat(answer.refusal()).as("%s", slowMode).isEqualTo("400 VALIDATION_FAILED");
            assertThat(answer.at("/errors/0/field")).isEqualTo("slowMode");
        }
        for (List<String> words : List.of(
                Arrays.asList((String) null),
                List.of(" "),
                List.of("a".repeat(51)),
                List.of("a\nb"),
                IntStream.range(0, 201).mapToObj(Integer::toString).toList())) {
            ApiClient.Answer answer = house.as("awa").patch(session + "/chat", Map.of("blockedWords", words));
            assertThat(answer.refusal()).as("%s", words).isEqualTo("400 VALIDATION_FAILED");
            assertThat(answer.at("/errors/0/field")).startsWith("blockedWords");
        }
        assertThat(house.as("awa")
                        .patch(session + "/chat", Map.of("enabled", "perhaps"))
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.as("awa")
                        .postText(session + "/reactions", "application/json", "null")
                        .refusal())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(house.events()).isEqualTo(before);
    }

    @Test
    void a_chat_that_is_off_slow_or_for_members_says_so() {
        String session = live();
        ApiClient awa = house.as("awa");
        says(session, "moussa", "hello");

        awa.patch(session + "/chat", Map.of("slowMode", "PT1H"));
        ApiClient.Answer slow = write(session, "moussa", "hello again");
        assertThat(slow.refusal()).isEqualTo("429 SLOW_MODE");
        assertThat(Long.parseLong(slow.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(3500L, 3600L);
        awa.patch(session + "/chat", Map.of("slowMode", "PT0S", "membersOnly", true));
        assertThat(write(session, "moussa", "hello again").refusal()).isEqualTo("403 MEMBERS_ONLY");
        house.seat(session, "awa", "moussa");
        assertThat(write(session, "moussa", "hello again").status()).isEqualTo(201);
        awa.patch(session + "/chat", Map.of("membersOnly", false, "blockedWords", List.of("wolof")));
        assertThat(write(session, "moussa", "I speak WOLOF").refusal()).isEqualTo("403 BLOCKED_WORD");
        awa.patch(session + "/chat", Map.of("enabled", false, "blockedWords", List.of()));
        assertThat(write(session, "moussa", "I speak WOLOF").refusal()).isEqualTo("409 CHAT_CLOSED");
        awa.patch(session + "/chat", Map.of("enabled", true));
        assertThat(write(session, "moussa", "I speak WOLOF").status()).isEqualTo(201);
    }

    private static String live() {
        String session = house.session("awa", "PUBLIC", 4);
        house.goLive(session, "awa");
        return session;
    }

    private static String chatOf(String session) {
        return session.substring("/api/".length()) + "/chat";
    }

    private static ApiClient.Answer write(String session, String author, String words) {
        return house.as(author).post(session + "/messages", Map.of("content", words));
    }

    private static String says(String session, String author, String words) {
        ApiClient.Answer written = write(session, author, words);
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return written.at("/id");
    }

    private static String reaction(String session, String message, String emoji) {
        return "%s/messages/%s/reactions/%s"
                .formatted(session, message, URLEncoder.encode(emoji, StandardCharsets.UTF_8));
    }

    private static void react(String session, String who, String message, String emoji) {
        ApiClient.Answer reacted = house.as(who).put(reaction(session, message, emoji), Map.of());
        assertThat(reacted.status()).as(reacted.text()).isEqualTo(204);
    }

    private static String told(LiveSocketClient socket, String message) throws InterruptedException {
        JsonNode reacted = socket.await("messageReacted");
        assertThat(reacted.at("/data/id").asString()).isEqualTo(message);
        return reacted.at("/data/emoji").asString() + " " + reacted.at("/data/count");
    }

    private static ApiClient.Answer pin(String session, String message) {
        return house.as("awa").put(session + "/messages/" + message + "/pin", Map.of());
    }

    private static List<String> pins(String session) {
        List<String> words = new ArrayList<>();
        house.anybody
                .get(session + "/pins")
                .json()
                .path("items")
                .forEach(pinned -> words.add(pinned.path("content").asString()));
        return words;
    }

    private static long applause() {
        return house.griot
                .part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM DomainEventEntry WHERE payloadType = 'chat.reactions-counted'")
                .query(Long.class)
                .single();
    }
}
