package live.griot.chat.room;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words, or several in a row, that nobody may write. Both sides are brought to the same form first (Unicode's NFKC_Casefold: case,
 * width, compatibility forms and invisible characters do not matter), and only whole words count, in any script: where one is
 * written without spaces, ICU's dictionaries say where words begin and end. Immutable.
 */
final class BlockedWords {
    private static final Normalizer2 FORM = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}_]+");

    private final List<String> words;

    BlockedWords(List<String> words) {
        this.words = words.stream()
                .map(BlockedWords::form)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns the form in which two spellings of one word are the same; empty for what says nothing. */
    static String form(String text) {
        return BLANKS.matcher(FORM.normalize(text)).replaceAll(" ").strip();
    }

    /** Returns whether one of the words is in that text. */
    boolean areIn(String text) {
        String said = form(text);
        return words.stream().anyMatch(word -> isIn(said, word));
    }

    private static boolean isIn(String said, String word) {
        int at = said.indexOf(word);
        if (at < 0) {
            return false;
        }
        BreakIterator borders = BreakIterator.getWordInstance(ULocale.ROOT);
        borders.setText(said);
        for (; at >= 0; at = said.indexOf(word, at + 1)) {
            if (borders.isBoundary(at) && borders.isBoundary(at + word.length())) {
                return true;
            }
        }
        return false;
    }
}
