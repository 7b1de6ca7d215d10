package live.griot.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.refusal.RefusalCode;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the pages: every language says all of it, and nothing is asked for that no language has. */
@BesideOthers
class TextsTest {
    private static final Path PAGES = Path.of("../web/src/main/resources/static");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> TOGETHER = List.of(
            "veil.",
            "onair.",
            "refused.",
            "devices.",
            "recording.told.",
            "recording.trouble.",
            "chapter.",
            "watch.far.");
    private static final Pattern ASKED = Pattern.compile("'([a-z]+(?:\\.[A-Za-z_]+)+)'");

    /** What only programs that speak the API by themselves are told, and no page of ours. */
    private static final Set<RefusalCode> FOR_PROGRAMS = Set.of(
            RefusalCode.VALIDATION_FAILED,
            RefusalCode.MALFORMED_REQUEST,
            RefusalCode.MALFORMED_SDP,
            RefusalCode.PREVIEW_NOT_FOUND,
            RefusalCode.METHOD_NOT_ALLOWED,
            RefusalCode.NOT_ACCEPTABLE,
            RefusalCode.ALREADY_PUBLISHING,
            RefusalCode.PRECONDITION_FAILED,
            RefusalCode.UNSUPPORTED_MEDIA_TYPE,
            RefusalCode.UNSUPPORTED_SDP,
            RefusalCode.REQUEST_TIMEOUT,
            RefusalCode.EXPECTATION_FAILED,
            RefusalCode.UPGRADE_REQUIRED,
            RefusalCode.NOT_IMPLEMENTED,
            RefusalCode.HTTP_VERSION_NOT_SUPPORTED,
            RefusalCode.IDEMPOTENCY_KEY_REUSED,
            RefusalCode.PRECONDITION_REQUIRED);

    @ParameterizedTest
    @ValueSource(strings = {"fr", "ar"})
    void every_language_has_the_messages_of_english_with_the_same_places(String language) {
        JsonNode english = messages("en");
        JsonNode other = messages(language);

        assertThat(other.propertyNames()).containsExactlyElementsOf(english.propertyNames());
        for (String key : english.propertyNames()) {
            assertThat(places(other.get(key))).as(key).isEqualTo(places(english.get(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void a_message_with_a_number_has_each_form_that_the_language_has(String language) {
        Set<String> forms = PluralRules.forLocale(new ULocale(language)).getKeywords();
        for (JsonNode message : messages(language)) {
            if (message.isObject()) {
                assertThat(message.propertyNames()).containsExactlyInAnyOrderElementsOf(forms);
            }
        }
    }

    @Test
    void what_the_scripts_ask_for_is_there_and_nothing_is_there_that_they_do_not_ask_for() throws IOException {
        Set<String> known = new TreeSet<>(messages("en").propertyNames());
        Set<String> rooms =
                known.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        for (Path script : scripts()) {
            ASKED.matcher(Files.readString(script))
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> rooms.contains(key.substring(0, key.indexOf('.'))))
                    .forEach(asked::add);
        }
        // Of a state, a refusal, an error of the browser or a chapter, the name is put together.
        known.removeIf(key -> TOGETHER.stream().anyMatch(key::startsWith));
        asked.removeIf(key ->
                TOGETHER.stream().anyMatch(key::startsWith) && messages("en").has(key));

        assertThat(asked).isEqualTo(known);
    }

    @Test
    void whatever_a_page_may_be_refused_for_is_said_in_words() {
        Set<String> known = new TreeSet<>(messages("en").propertyNames());
        for (RefusalCode code : RefusalCode.values()) {
            assertThat(known.contains("refused." + code)).as(code.name()).isNotEqualTo(FOR_PROGRAMS.contains(code));
        }
    }

    private static Set<String> places(JsonNode message) {
        Set<String> places = new TreeSet<>();
        for (JsonNode form : message.isObject() ? message.values() : List.of(message)) {
            PLACE.matcher(form.stringValue())
                    .results()
                    .map(MatchResult::group)
                    .filter(place -> !message.isObject() || !place.equals("{count}"))
                    .forEach(places::add);
        }
        return places;
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES.resolve("js"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }

    private static JsonNode messages(String language) {
        try {
            return JsonMapper.shared().readTree(Files.readString(PAGES.resolve("text/%s.json".formatted(language))));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
