package live.griot.app.queries;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.app.support.ApiClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes calls that change something, one a line, each of which must do what it says: by whom, what, where, with what, and what is kept of the answer. */
final class EveryWrite {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ApiClient> people;
    private final Map<String, String> kept;
    private final Set<String> done = new HashSet<>();
    private final List<String> refused = new ArrayList<>();

    /** What is kept of answers joins what is kept already, and stands for itself in braces. */
    EveryWrite(Map<String, ApiClient> people, Map<String, String> kept) {
        this.people = people;
        this.kept = kept;
    }

    /** Makes them in their order. */
    void make(String lines) {
        lines.lines().filter(line -> !line.isBlank()).forEach(this::one);
    }

    /** Returns what was done: method and address, with {} for what is another each time. */
    Set<String> done() {
        return done;
    }

    /** Returns what was not done, and the answers. */
    List<String> refused() {
        return refused;
    }

    private void one(String line) {
        String[] callAndKept = line.split(" > ");
        String[] parts = callAndKept[0].split(" ", 4);
        String address = filled(parts[2]).replaceAll("\\{[a-zA-Z]+}", "X");
        ApiClient who = people.get(parts[0]);
        if (who == null) {
            throw new AssertionError("Nobody is called " + parts[0]);
        }
        ApiClient.Answer answer =
                send(who, parts[1], address, parts.length < 4 ? null : JSON.readTree(filled(parts[3])));
        if (answer.status() >= 300) {
            refused.add("%s: %d %s".formatted(line, answer.status(), answer.text()));
            return;
        }
        done.add(parts[1] + " " + shape(parts[2]));
        for (int i = 1; i < callAndKept.length; i++) {
            String[] nameAndPlace = callAndKept[i].split(" ");
            kept.put(nameAndPlace[0], answer.at(nameAndPlace[1]));
        }
    }

    /** Returns an address with {} for what is another each time. */
    static String shape(String address) {
        return address.replaceAll("\\{[a-zA-Z]+}", "{}");
    }

    private static ApiClient.Answer send(ApiClient who, String method, String address, @Nullable JsonNode body) {
        return switch (method) {
            case "POST" -> body == null ? who.post(address) : who.post(address, body);
            case "PUT" -> who.put(address, body == null ? Map.of() : body);
            case "PATCH" -> who.patch(address, body == null ? Map.of() : body);
            case "GET" -> who.get(address);
            case "DELETE" -> who.delete(address);
            default -> throw new AssertionError(method);
        };
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> one : kept.entrySet()) {
            filled = filled.replace("{%s}".formatted(one.getKey()), one.getValue());
        }
        return filled;
    }
}
