package live.griot.app.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.app.support.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program with little patience for hands, questions and joins, and the words in which a stage is tried. */
abstract class StageFixture {
    @TempDir
    static Path data;

    static House house;

    @BeforeAll
    static void start() {
        house = new House(
                data,
                Map.of(
                        "griot.pace.hand-burst",
                        "5",
                        "griot.pace.ask-burst",
                        "3",
                        "griot.pace.join-burst",
                        "30",
                        "griot.pace.join-interval",
                        "PT10M"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    static ApiClient.Answer role(String session, String by, String person, String role) {
        return house.as(by).put(session + "/participants/" + house.id(person) + "/role", Map.of("role", role));
    }

    /** Reads the list to its end, by pages of that size, as handles and roles. */
    static List<String> listed(ApiClient reader, String session, int limit) {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    reader.get(session + "/participants?limit=" + limit + next).json();
            page.path("items")
                    .forEach(one -> found.add(one.at("/user/handle").asString().substring("the_".length()) + " "
                            + one.path("role").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());
        return found;
    }
}
