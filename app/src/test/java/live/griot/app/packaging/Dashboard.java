package live.griot.app.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard that {@code docker/metrics} ships, as Grafana would read it. */
record Dashboard(JsonNode json) {
    static Dashboard read() throws IOException {
        return new Dashboard(
                new JsonMapper().readTree(Files.readString(Tool.DOCKER.resolve("metrics/griot.dashboard.json"))));
    }

    /** Returns its panels, headings of rows among them. */
    List<JsonNode> panels() {
        return json.get("panels").valueStream().toList();
    }

    /** Returns what its panels ask for, with Grafana's variables filled in. */
    List<String> queries() {
        return panels().stream()
                .filter(panel -> panel.has("targets"))
                .flatMap(panel -> panel.get("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .map(query -> query.replace("$__rate_interval", "1m").replace("$instance", ".*"))
                .toList();
    }
}
