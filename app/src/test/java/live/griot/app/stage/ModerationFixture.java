package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.LiveSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program, and the words in which order is kept in a chat. */
abstract class ModerationFixture {
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

    static String live() {
        String session = house.session("awa", "PUBLIC", 4);
        house.goLive(session, "awa");
        return session;
    }

    static void moderator(String session, String who) {
        assertThat(house.as("awa")
                        .put(session + "/participants/" + house.id(who) + "/role", Map.of("role", "MODERATOR"))
                        .status())
                .isEqualTo(200);
    }

    static LiveSocketClient socket(String who) throws InterruptedException {
        return LiveSocketClient.connect(house.griot.address(), house.as(who).token());
    }

    static String chatOf(String session) {
        return session.substring("/api/".length()) + "/chat";
    }

    static ApiClient.Answer mute(String session, String by, String person, Map<String, Object> how) {
        return house.as(by).put(session + "/mutes/" + house.id(person), how);
    }

    static ApiClient.Answer write(String session, String author, String words) {
        return house.as(author).post(session + "/messages", Map.of("content", words));
    }

    static String says(String session, String author, String words) {
        ApiClient.Answer written = write(session, author, words);
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return written.at("/id");
    }

    /** Returns the log as the host sees it, the oldest entry first. */
    static List<JsonNode> log(String session) {
        List<JsonNode> entries = new ArrayList<>();
        house.as("awa")
                .get(session + "/moderation?limit=100")
                .json()
                .path("items")
                .forEach(entries::add);
        return entries.reversed();
    }

    static List<String> words(JsonNode entry) {
        List<String> words = new ArrayList<>();
        entry.path("messages")
                .forEach(message -> words.add(message.path("content").asString()));
        return words;
    }
}
