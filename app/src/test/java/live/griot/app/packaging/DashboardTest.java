package live.griot.app.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.griot.app.packaging.Tool.Ended;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.PromQl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The dashboard is one that Grafana can show. */
@BesideOthers
class DashboardTest {
    private static final int COLUMNS = 24;

    @Test
    void panels_have_numbers_and_places_of_their_own() throws Exception {
        List<JsonNode> panels = PromQl.panels();

        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels.stream()
                        .flatMapToInt(panel -> squares(panel.get("gridPos")))
                        .boxed()
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void promtool_understands_what_each_panel_asks_for(@TempDir Path directory) throws Exception {
        List<String> queries = PromQl.ofDashboard();
        Path rules = Files.writeString(
                directory.resolve("dashboard.yml"),
                IntStream.range(0, queries.size())
                        .mapToObj(i -> "  - {record: 'panel:%d', expr: '%s'}\n".formatted(i, queries.get(i)))
                        .collect(Collectors.joining("", "groups:\n- name: dashboard\n  rules:\n", "")));

        Ended promtool = Tool.run(Tool.PROMETHEUS, "promtool", "check", "rules", rules.toString());

        assertThat(promtool.code()).as(promtool.said()).isZero();
        assertThat(promtool.said()).contains(queries.size() + " rules found");
    }

    /** Returns the squares of the grid that a panel covers, each as one number. */
    private static IntStream squares(JsonNode place) {
        int x = place.get("x").asInt();
        int y = place.get("y").asInt();
        int width = place.get("w").asInt();
        assertThat(x + width).isLessThanOrEqualTo(COLUMNS);
        return IntStream.range(y, y + place.get("h").asInt())
                .flatMap(row -> IntStream.range(x, x + width).map(column -> row * COLUMNS + column));
    }
}
