package live.griot.chat.emoji;

import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(strings = {"👏", "👏🏾", "👨‍👩‍👧‍👦", "❤️", "🏳️‍🌈", "🇸🇳", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"})
    void an_emoji_is_one_however_many_characters_it_is_made_of(String typed) {
        Emoji emoji = Emoji.of(typed);

        assertThat(emoji.value()).isEqualTo(typed);
        assertThat(Emoji.ofKey(emoji.key())).isEqualTo(emoji);
        assertThat(emoji.key()).matches("[0-9a-f-]{1,100}");
    }

    @Test
    void with_or_without_the_selector_of_its_coloured_form_it_is_the_same() {
        assertThat(Emoji.of("❤")).isEqualTo(Emoji.of("❤️"));
        assertThat(Emoji.of("🏳‍🌈")).isEqualTo(Emoji.of("🏳️‍🌈"));
        assertThat(Emoji.of("👏")).isNotEqualTo(Emoji.of("👏🏾"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a", "1", "👏👏", "👏 ", "ok", ":clap:", "\uD83D", "\u200D", "🏾👏", "\uFE0F", "🇸"})
    void what_is_none_or_more_than_one_is_refused(String typed) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Emoji.of(typed))
                .returns(VALIDATION_FAILED, Refused::code);
    }
}
