package live.griot.chat.message;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/**
 * What a message says: 1 to {@link #MAX_CHARACTERS} characters as people count them (a family emoji is one), trimmed, without
 * control characters other than line breaks.
 */
record MessageText(String value) {
    /** The most characters (extended grapheme clusters, UAX 29) of a message. */
    static final int MAX_CHARACTERS = 500;
    /** The most UTF-16 units of a message: one character can be made of any number of them. */
    static final int MAX_UNITS = 4_000;

    /** Controls other than the line break, halves of characters, and separators that break lines of JSON and logs. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029&&[^\\n]]");

    private static final Pattern VISIBLE = Pattern.compile("[^\\p{Cf}\\p{Z}\\s\\uFE0F\\u3164\\u115F\\u1160]");

    MessageText {
        Optional<String> problem = problemOf(value);
        if (problem.isPresent() || !value.equals(trimmed(value))) {
            throw new Refused(
                    RefusalCode.VALIDATION_FAILED, "content " + problem.orElse("must not begin or end with blanks"));
        }
    }

    /** Returns what was typed, trimmed. Throws {@code Refused(VALIDATION_FAILED)} when it is no message. */
    static MessageText of(String typed) {
        // Before trimming, which would copy it.
        return new MessageText(typed.length() > MAX_UNITS ? typed : trimmed(typed));
    }

    /** Returns what is wrong with what was typed, as the rest of a sentence, or empty. */
    static Optional<String> problemOf(String typed) {
        if (typed.length() > MAX_UNITS) {
            return Optional.of("must be at most %d characters".formatted(MAX_CHARACTERS));
        }
        String text = trimmed(typed);
        if (FORBIDDEN.matcher(text).find()) {
            return Optional.of("must not contain control characters");
        }
        if (!VISIBLE.matcher(text).find()) {
            return Optional.of("must not be empty");
        }
        return isTooLong(text)
                ? Optional.of("must be at most %d characters".formatted(MAX_CHARACTERS))
                : Optional.empty();
    }

    private static String trimmed(String typed) {
        return typed.replace("\r\n", "\n").strip();
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
