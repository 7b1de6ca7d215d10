package live.griot.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/configuration.md} lists every property with its default, and none that is not there. */
@BesideOthers
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `(griot\\.[a-z0-9.-]+)` \\| (`([^`]+)`|[^|]+) \\|.*");

    @Test
    void every_property_stands_on_the_page_with_its_default_and_no_other() throws IOException {
        Map<String, String> onThePage = new TreeMap<>();
        Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> onThePage.put(row.group(1), row.group(3) == null ? "" : row.group(3)));

        assertThat(onThePage).isEqualTo(inTheCode());
    }

    private static Map<String, String> inTheCode() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> defaults = new TreeMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents("live.griot")) {
            Class<?> type = ClassUtils.resolveClassName(
                    Objects.requireNonNull(found.getBeanClassName()), ConfigurationPageTest.class.getClassLoader());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                    .forEach(parameter -> defaults.put(prefix + "." + kebab(parameter.getName()), standard(parameter)));
        }
        return defaults;
    }

    private static String kebab(String name) {
        return ConfigurationPropertyName.adapt(name.replaceAll("([A-Z])", "-$1"), '.')
                .toString();
    }

    private static String standard(Parameter parameter) {
        DefaultValue standard = parameter.getAnnotation(DefaultValue.class);
        return standard == null ? "" : String.join(",", standard.value());
    }
}
