package live.griot.app.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compose files name what is there, and open what they must. No engine is asked: the tests run where there is none. */
@BesideOthers
class ComposeTest {
    private static final List<String> FILES = List.of("compose.yaml", "compose.mysql.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)([^}]*)}");
    private static final Pattern PROPERTY = Pattern.compile("\\| `(griot\\.[a-z.-]+)` \\|");

    @Test
    void every_variable_has_its_line_in_the_example_and_none_has_a_default() throws IOException {
        Set<String> used = Stream.of(text(FILES.getFirst()), text(FILES.getLast()))
                .flatMap(file -> VARIABLE.matcher(file).results())
                .peek(variable -> assertThat(variable.group(2)).matches("|:\\?set it in docker/\\.env"))
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());

        assertThat(text(".env.example")
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        used.stream().map(name -> name + "=").toList());
    }

    @Test
    void what_a_service_asks_for_is_declared_or_lies_beside() throws IOException {
        Set<String> services = names("services");
        for (String file : FILES) {
            for (JsonNode service : read(file).path("services")) {
                assertThat(services).containsAll(service.path("depends_on").propertyNames());
                assertThat(names("networks")).containsAll(networks(service));
                service.path("volumes").values().forEach(mount -> {
                    String source = mount.asString().split(":", 2)[0];
                    if (source.startsWith(".")) {
                        assertThat(Tool.DOCKER.resolve(source)).exists();
                    } else {
                        assertThat(names("volumes")).contains(source);
                    }
                });
            }
        }
        JsonNode build = read(FILES.getFirst()).at("/services/griot/build");
        assertThat(Tool.DOCKER
                        .resolve(build.get("context").asString())
                        .resolve(build.get("dockerfile").asString()))
                .exists();
    }

    @Test
    void griot_is_told_only_what_there_is_to_tell() throws IOException {
        Set<String> properties = PROPERTY.matcher(Files.readString(Tool.DOCKER.resolve("../docs/configuration.md")))
                .results()
                .map(row -> row.group(1).replaceAll("[.-]", ""))
                .collect(Collectors.toSet());

        assertThat(read(FILES.getFirst()).at("/services/griot/environment").propertyNames())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(properties)
                        .contains(variable.toLowerCase(Locale.ROOT).replace("_", "")));
    }

    @Test
    void all_but_media_comes_through_caddy_whose_word_alone_is_believed() throws IOException {
        JsonNode services = read(FILES.getFirst()).get("services");

        assertThat(services.at("/griot/ports").valueStream().map(JsonNode::asString))
                .containsExactly("7000:7000/udp", "7000:7000/tcp");
        assertThat(services.at("/caddy/environment/GRIOT_UPSTREAM").asString()).isEqualTo("griot:8080");
        assertThat(services.at("/griot/environment/GRIOT_TRUSTED_PROXIES").asString())
                .isEqualTo(services.at("/caddy/networks/front/ipv4_address").asString());
    }

    private static Set<String> networks(JsonNode service) {
        JsonNode networks = service.path("networks");
        return networks.isArray()
                ? networks.valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : Set.copyOf(networks.propertyNames());
    }

    private static Set<String> names(String part) {
        return FILES.stream()
                .flatMap(file -> read(file).path(part).propertyNames().stream())
                .collect(Collectors.toSet());
    }

    private static JsonNode read(String file) {
        return new JsonMapper().valueToTree(new Yaml().load(text(file)));
    }

    private static String text(String file) {
        try {
            return Files.readString(Tool.DOCKER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
