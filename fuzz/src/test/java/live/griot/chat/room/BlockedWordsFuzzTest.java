package live.griot.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import live.griot.fuzz.Fuzz;

/** Texts in which words are looked for. */
class BlockedWordsFuzzTest {
    /** As long as a message may be, in UTF-16. */
    private static final int LONGEST = 2_000;

    @FuzzTest(maxDuration = Fuzz.EACH)
    void words(byte[] data) {
        String text = Fuzz.text(data);
        String said = text.substring(0, Math.min(text.length(), LONGEST));
        String word = said.substring(0, Math.min(said.length(), 12));

        BlockedWords words = new BlockedWords(List.of(word));

        words.areIn(said);
        String form = BlockedWords.form(word);
        assertThat(BlockedWords.form(form)).as("one form").isEqualTo(form);
        assertThat(words.areIn(word)).as("a word is in itself").isEqualTo(!form.isEmpty());
    }
}
