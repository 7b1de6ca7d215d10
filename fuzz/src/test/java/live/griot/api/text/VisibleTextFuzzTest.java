package live.griot.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.fuzz.Fuzz;

/** What people write for others to see, halves of characters among it. */
class VisibleTextFuzzTest {
    private static final VisibleText RULE = new VisibleText(4_000, 20, false);

    @FuzzTest(maxDuration = Fuzz.EACH)
    void text(byte[] data) {
        String typed = units(data);
        boolean passes = RULE.problemOf(typed).isEmpty();
        String trimmed = VisibleText.trimmed(typed);

        assertThat(LookAlike.areAlike(typed, typed)).isTrue();
        if (passes) {
            assertThat(RULE.problemOf(trimmed)).isEmpty();
            assertThat(VisibleText.trimmed(trimmed)).isEqualTo(trimmed);
            assertThat(trimmed.lines().count()).isLessThanOrEqualTo(20);
        }
    }

    /** Each two bytes as a UTF-16 unit: a decoder would put another character in the place of a half one. */
    private static String units(byte[] data) {
        StringBuilder units = new StringBuilder();
        for (int at = 0; at + 1 < data.length; at += 2) {
            units.append((char) ((data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF)));
        }
        return units.toString();
    }
}
