package live.griot.chat.message;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.text.VisibleText;

/**
 * What a message says: 1 to {@link #MAX_CHARACTERS} characters as people count them (a family emoji is one) on up to {@link #MAX_LINES}
 * lines, trimmed, by the one rule for {@link VisibleText}.
 */
record MessageText(String value) {
    /** The most characters (extended grapheme clusters, UAX 29) of a message. */
    static final int MAX_CHARACTERS = 500;
    /** The most UTF-16 units of a message: one character can be made of any number of them. */
    static final int MAX_UNITS = 4_000;

    /** The most lines of a message: nobody's poem fills the whole chat. */
    static final int MAX_LINES = 20;

    private static final VisibleText RULE = new VisibleText(MAX_UNITS, MAX_LINES, false);

    private static final Optional<String> TOO_LONG =
            Optional.of("must be at most %d characters".formatted(MAX_CHARACTERS));

    MessageText {
        Optional<String> problem = problemOf(value);
        if (problem.isPresent() || !value.equals(VisibleText.trimmed(value))) {
            throw new Refused(
                    RefusalCode.VALIDATION_FAILED, "content " + problem.orElse("must not begin or end with blanks"));
        }
    }

    /** Returns what was typed, trimmed. Throws {@code Refused(VALIDATION_FAILED)} when it is no message. */
    static MessageText of(String typed) {
        // Before trimming, which would copy it.
        return new MessageText(typed.length() > MAX_UNITS ? typed : VisibleText.trimmed(typed));
    }

    /** Returns what is wrong with what was typed, as the rest of a sentence, or empty. */
    static Optional<String> problemOf(String typed) {
        if (typed.length() > MAX_UNITS) {
            return TOO_LONG;
        }
        return RULE.problemOf(typed).or(() -> isTooLong(VisibleText.trimmed(typed)) ? TOO_LONG : Optional.empty());
    }

    private static boolean isTooLong(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        for (int count = 0; characters.next() != BreakIterator.DONE; count++) {
            if (count == MAX_CHARACTERS) {
                return true;
            }
        }
        return false;
    }
}
