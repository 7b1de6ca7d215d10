package live.griot.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedWordsTest {
    @ParameterizedTest
    @CsvSource({
        "spoiler, That is a SPOILER!",
        "SpoiLer, no spoiler please",
        "spoiler, ｓｐｏｉｌｅｒ alert",
        "spoiler, spo\u200Biler",
        "spoiler, spo\u00ADiler",
        "spoiler, _spoiler_",
        "Straße, in der STRASSE",
        "été, Cet e\u0301te\u0301 encore",
        "ﬁn, la FIN",
        "the end, This is The   End.",
        "Дурак, какой дурак!",
        "ΑΝΌΗΤΟΣ, είναι ανόητος",
        "غبي, أنت غبي جدا",
        "मूर्ख, तुम मूर्ख हो",
        "笨蛋, 你是笨蛋吗",
        "馬鹿, 彼は馬鹿です",
        "โง่, คุณโง่มาก",
        "바보, 너 바보 아니야",
        "🖕, no 🖕 here"
    })
    void a_blocked_word_is_found_however_it_is_written_and_in_any_script(String word, String said) {
        assertThat(new BlockedWords(List.of("something else", word)).areIn(said))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ass, a class of its own",
        "ass, Assam tea",
        "end, the weekend",
        "the end, bathe endlessly",
        "дура, дурак",
        "été, étéocle",
        "ete, cet été",
        "spoiler, spoil er",
        "1, 10 of them"
    })
    void a_word_within_another_is_another_word(String word, String said) {
        assertThat(new BlockedWords(List.of(word)).areIn(said)).isFalse();
    }

    @Test
    void the_second_time_that_a_word_occurs_counts_when_the_first_is_within_another() {
        assertThat(new BlockedWords(List.of("ass")).areIn("What class, you ass"))
                .isTrue();
    }

    @Test
    void what_says_nothing_blocks_nothing() {
        assertThat(new BlockedWords(List.of(" ", "\u200B", "_")).areIn("anything at all"))
                .isFalse();
        assertThat(new BlockedWords(List.of()).areIn("anything at all")).isFalse();
    }
}
