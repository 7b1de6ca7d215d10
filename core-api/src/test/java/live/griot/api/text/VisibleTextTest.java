package live.griot.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    private static final VisibleText NAME = new VisibleText(60, 1, false);
    private static final VisibleText MESSAGE = new VisibleText(4_000, 20, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \u2003 ",
                "\u200B\u200B",
                "\u3164",
                "\u2800",
                "\u2800 \u2800",
                "\u00AD\u00AD",
                "\uFE0F",
                "\u0301",
                "\u200E",
                "\u034F",
                "\uD834\uDD59",
                "\uD80D\uDC41\uD80D\uDC42",
                "\uDB40\uDC41",
                "\uFFA0"
            })
    void what_nobody_sees_says_nothing(String text) {
        assertThat(NAME.problemOf(text)).contains("must say something that can be seen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u001Bb",
                "a\u007Fb",
                "a\u0085b",
                "a\tb",
                "a\nb",
                "a\rb",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "a\u2066b",
                "a\u2069b",
                "a\uD83D",
                "\uDC4Ba",
                "a\uFFFEb"
            })
    void what_controls_or_is_no_character_is_refused(String text) {
        assertThat(NAME.problemOf(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Awa",
                " Awa ",
                "Moussa Sarr 🌳",
                "👨‍👩‍👧‍👦",
                "❤️",
                "👋🏿",
                "1️⃣",
                "عَلِيّ",
                "‏שלום‏",
                "क्षत्रिय",
                "မြန်မာ",
                "ﷺ",
                "e\u0301",
                "한국",
                "🇸🇳",
                "می‌خواهم",
                "\u1112\u1161\u11AB"
            })
    void names_of_all_the_world_pass(String text) {
        assertThat(NAME.problemOf(text)).isEmpty();
    }

    @Test
    void a_tower_of_marks_is_refused_and_what_languages_need_is_not() {
        assertThat(MESSAGE.problemOf(("a" + "\u0301".repeat(8)).repeat(25))).isEmpty();
        assertThat(MESSAGE.problemOf(("a" + "\u0301".repeat(78)).repeat(25))).isPresent();
        assertThat(MESSAGE.problemOf("a" + "\u0301".repeat(9))).isPresent();
        assertThat(MESSAGE.problemOf("a" + "\u0301\u200D".repeat(9))).isPresent();
    }

    @Test
    void a_text_has_no_more_lines_than_its_place() {
        assertThat(MESSAGE.problemOf("a\n".repeat(19) + "a")).isEmpty();
        assertThat(MESSAGE.problemOf("a\n".repeat(20) + "a")).contains("must be at most 20 lines");
        assertThat(MESSAGE.problemOf("a" + "\n".repeat(200) + "b")).isPresent();
        assertThat(MESSAGE.problemOf("a\r\nb" + "\n".repeat(200))).isEmpty();
    }

    @Test
    void a_text_is_no_longer_than_its_place_and_nothing_may_be_a_text() {
        assertThat(NAME.problemOf("a".repeat(60))).isEmpty();
        assertThat(NAME.problemOf("a".repeat(61))).contains("must be at most 60 characters");
        assertThat(new VisibleText(60, 1, true).problemOf(" ")).isEmpty();
        assertThat(new VisibleText(60, 1, true).problemOf("\u200B")).isPresent();
    }
}
