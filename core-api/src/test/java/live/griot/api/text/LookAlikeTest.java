package live.griot.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikeTest {
    @ParameterizedTest
    @CsvSource({
        "Awa, awa",
        "Awa, АWA", // Cyrillic
        "Awa, Aw\u200Ba",
        "Awa, Ａｗａ",
        "Awa Diop, Awa\u2003Diop",
        "Idris, ldris",
        "moussa_1, moussa_l",
        "mo0n, moon",
        "amina, arnina",
        "café, cafe\u0301"
    })
    void who_can_be_taken_for_the_other_looks_like_them(String one, String other) {
        assertThat(LookAlike.areAlike(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Awa, Ava", "moussa_1, moussa_2", "Awa Diop, AwaDiop", "café, cafe", "عمر, علي"})
    void who_cannot_does_not(String one, String other) {
        assertThat(LookAlike.areAlike(one, other)).isFalse();
    }
}
