package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void blanks_around_a_message_are_not_part_of_it() {
        assertThat(MessageText.of(" \n Nanga def?\u2003\n").value()).isEqualTo("Nanga def?");
    }

    @Test
    void a_message_may_have_lines() {
        assertThat(MessageText.of("one\r\ntwo\nthree").value()).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void characters_are_counted_as_people_count_them() {
        assertThat(FAMILY.length()).isEqualTo(11);
        assertThat(MessageText.of(FAMILY.repeat(360)).value()).hasSize(3960);
        assertThat(MessageText.of("e\u0301".repeat(500)).value()).hasSize(1000);
        assertRefused("e\u0301".repeat(501));
    }

    @Test
    void five_hundred_characters_pass_and_one_more_does_not() {
        assertThat(MessageText.of(" " + "a".repeat(500) + " ").value()).hasSize(500);
        assertRefused("a".repeat(501));
    }

    @Test
    void a_message_takes_no_more_room_than_a_message_needs() {
        assertRefused(("a" + "\u0301".repeat(78)).repeat(25));
        assertRefused("a" + "\n".repeat(200) + "b");
        assertThat(MessageText.of("line\n".repeat(20)).value()).hasLineCount(20);
        assertRefused("line\n".repeat(21));
        assertRefused("a\u202Eb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t ",
                "\u200B\u200D",
                "\u3164",
                "a\u0000b",
                "a\tb",
                "a\u001B[31m",
                "a\u0085b",
                "a\u2028b",
                "a\uD83D",
                "\uDC4Ba",
                "a\rb"
            })
    void what_says_nothing_or_controls_something_is_refused(String typed) {
        assertRefused(typed);
    }

    private static void assertRefused(String typed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> MessageText.of(typed))
                .returns(VALIDATION_FAILED, Refused::code);
        assertThat(MessageText.problemOf(typed)).isPresent();
    }
}
