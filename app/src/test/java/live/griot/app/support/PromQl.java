package live.griot.app.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard and the alert rules of {@code docker/metrics} ask Prometheus for. */
public final class PromQl {
    private static final Path METRICS = Path.of("../docker/metrics");
    private static final Pattern LABELS_AND_TIMES = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\bby \\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "increase", "max", "rate", "sum");

    private PromQl() {}

    /** Returns the dashboard's panels, headings of rows among them. */
    public static List<JsonNode> panels() throws IOException {
        String dashboard = Files.readString(METRICS.resolve("griot.dashboard.json"));
        return new JsonMapper().readTree(dashboard).get("panels").valueStream().toList();
    }

    /** Returns what the dashboard asks for, with Grafana's variables filled in. */
    public static List<String> ofDashboard() throws IOException {
        return panels().stream()
                .filter(panel -> panel.has("targets"))
                .flatMap(panel -> panel.get("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .map(query -> query.replace("$__rate_interval", "1m").replace("$instance", ".*"))
                .toList();
    }

    /** Returns what the alert rules ask for. */
    public static List<String> ofRules() throws IOException {
        JsonNode rules =
                new JsonMapper().valueToTree(new Yaml().load(Files.readString(METRICS.resolve("griot.rules.yml"))));
        return rules.get("groups")
                .valueStream()
                .flatMap(group -> group.get("rules").valueStream())
                .map(rule -> rule.get("expr").asString())
                .toList();
    }

    /** Returns the metrics that expressions name: what is left when labels, times and functions are taken away. */
    public static Set<String> names(Stream<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions
                .flatMap(expression -> NAME.matcher(
                                LABELS_AND_TIMES.matcher(expression).replaceAll(" "))
                        .results())
                .map(MatchResult::group)
                .filter(name -> !FUNCTIONS.contains(name))
                .forEach(names::add);
        return names;
    }
}
