package live.griot.app.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties under the program's own name, as the modules that are on the class path describe them. */
final class KnownProperties {
    private static final String ROOT = "griot";
    private static final String OURS = "\"" + ROOT + ".";
    private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";
    /** Variables that are others': the tests' browsers, and what Kubernetes and Docker say of a service that is called griot. */
    private static final Pattern NOT_OURS = Pattern.compile(
            "GRIOT_(CHROMIUM|FIREFOX|NAME|ENV_.*|SERVICE_(HOST|PORT)(_.*)?|PORT(_[0-9]+_(TCP|UDP).*)?)");

    /** Each property, by its name, and whether its value is a list or a map, which have names of their own within. */
    private final Map<String, Boolean> known;

    KnownProperties(Map<String, Boolean> known) {
        this.known = known;
    }

    /** Reads the descriptions that the build made; those of others, which are long, are not taken apart. */
    static KnownProperties ofThisProgram() {
        Map<String, Boolean> known = new TreeMap<>();
        try {
            for (URL url :
                    Collections.list(KnownProperties.class.getClassLoader().getResources(DESCRIPTIONS))) {
                String description = read(url);
                if (description.contains(OURS)) {
                    for (JsonNode property :
                            JsonMapper.shared().readTree(description).path("properties")) {
                        String name = property.path("name").asString("");
                        if (name.startsWith(ROOT + ".")) {
                            String type = property.path("type").asString("");
                            known.put(name, type.startsWith("java.util."));
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The descriptions of properties cannot be read", unreadable);
        }
        return new KnownProperties(known);
    }

    private static String read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the first property that was given and is none. */
    Optional<UnknownProperty> firstUnknownIn(ConfigurableEnvironment environment) {
        return Stream.concat(unknownVariables(environment), unknownNames(environment))
                .findFirst();
    }

    private Stream<UnknownProperty> unknownNames(ConfigurableEnvironment environment) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.from(environment.getPropertySources())
                                .spliterator(),
                        false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .filter(source -> !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource))
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(ConfigurationPropertyName.of(ROOT)::isAncestorOf)
                .filter(name -> known.keySet().stream().noneMatch(property -> isMeant(property, name)))
                .map(name -> new UnknownProperty(name.toString(), nearest(name.toString())));
    }

    private boolean isMeant(String property, ConfigurationPropertyName given) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        return name.equals(given) || (Boolean.TRUE.equals(known.get(property)) && name.isAncestorOf(given));
    }

    private Stream<UnknownProperty> unknownVariables(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(SystemEnvironmentPropertySource.class::isInstance)
                .map(SystemEnvironmentPropertySource.class::cast)
                .flatMap(variables -> Stream.of(variables.getPropertyNames()))
                .filter(variable -> variable.toUpperCase(Locale.ROOT).startsWith("GRIOT_")
                        && !NOT_OURS.matcher(variable.toUpperCase(Locale.ROOT)).matches())
                .filter(variable ->
                        known.keySet().stream().noneMatch(property -> isMeantByVariable(property, variable)))
                .map(variable -> new UnknownProperty(
                        variable,
                        asVariable(nearest(variable.toLowerCase(Locale.ROOT).replace('_', '.')))));
    }

    /** Boot takes a variable's name with the hyphens left out, and with underscores for them. */
    private boolean isMeantByVariable(String property, String variable) {
        String given = letters(variable);
        String name = letters(property);
        return name.equals(given)
                || (Boolean.TRUE.equals(known.get(property))
                        && given.startsWith(name)
                        && variable.toUpperCase(Locale.ROOT).matches("GRIOT_[A-Z_]+?_[0-9]+(_.*)?"));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private String nearest(String given) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.keySet().stream()
                .min(Comparator.comparingInt(name -> distance.apply(letters(name), letters(given))))
                .orElse(ROOT);
    }

    private static String asVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
