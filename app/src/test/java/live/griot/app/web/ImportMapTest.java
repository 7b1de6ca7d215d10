package live.griot.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's import map leads to files that the program has. */
@BesideOthers
class ImportMapTest {
    @Test
    void whatever_it_names_is_in_the_program() throws IOException {
        JsonNode imports = importMap().get("imports");

        Map<String, Boolean> there = imports.propertyStream()
                // The others are beginnings of names; what is imported by them is seen in the browser tests.
                .filter(one -> !one.getKey().endsWith("/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> isThere(one.getValue().stringValue())));
        assertThat(there)
                .isNotEmpty()
                .allSatisfy((name, isThere) -> assertThat(isThere).as(name).isTrue());
    }

    private static boolean isThere(String path) {
        return new ClassPathResource("META-INF/resources" + path).exists();
    }

    private static JsonNode importMap() throws IOException {
        String page = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);
        Matcher found = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        return JsonMapper.shared().readTree(found.group(1));
    }
}
