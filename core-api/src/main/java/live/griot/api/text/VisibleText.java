package live.griot.api.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.lang.UProperty;
import java.util.Optional;

/**
 * The one rule for text that others will see, by the properties of Unicode (UAX 44): it says something that can be seen, it controls nothing,
 * and it takes no more room than its place has. Asked at every entrance, see {@link Visible}. Immutable.
 *
 * @param maxUnits the most UTF-16 units
 * @param maxLines the most lines; where it is one, nothing may break the line
 * @param mayBeEmpty whether nothing at all may be said
 */
public record VisibleText(int maxUnits, int maxLines, boolean mayBeEmpty) {
    /** The most UTF-16 units of a name that people are shown by. */
    public static final int NAME = 60;

    /**
     * The most marks on one character. The languages that put most on one (Burmese, Tibetan, Hebrew with all its points) stay below; more
     * is a tower that covers other people's lines.
     */
    static final int MARKS = 8;

    /** The four characters whose charts draw nothing, of Braille, music and hieroglyphs, while no property of Unicode says so. */
    private static final String DRAWN_AS_NOTHING = "\u2800\uD834\uDD59\uD80D\uDC41\uD80D\uDC42";

    public VisibleText {
        if (maxUnits < 1 || maxLines < 1) {
            throw new IllegalArgumentException("A text has room for a character and a line at least");
        }
    }

    /** Returns what was typed without the white space around it, and with line feeds alone between its lines. */
    public static String trimmed(String typed) {
        String lines = typed.replace("\r\n", "\n");
        int from = 0;
        int to = lines.length();
        while (from < to && UCharacter.isUWhiteSpace(lines.codePointAt(from))) {
            from += Character.charCount(lines.codePointAt(from));
        }
        while (from < to && UCharacter.isUWhiteSpace(lines.codePointBefore(to))) {
            to -= Character.charCount(lines.codePointBefore(to));
        }
        return lines.substring(from, to);
    }

    /** Returns what is wrong with a text, once it is {@link #trimmed}, as the rest of a sentence about it; or empty. */
    public Optional<String> problemOf(String typed) {
        if (typed.length() > maxUnits) { // before trimming, which would copy it
            return tooLong();
        }
        String text = trimmed(typed);
        if (text.isEmpty() && mayBeEmpty) {
            return Optional.empty();
        }
        int lines = 1;
        int marks = 0;
        boolean seen = false;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (character == '\n' && maxLines > 1) {
                lines++;
                marks = 0;
                continue;
            }
            Optional<String> forbidden = forbidden(character);
            if (forbidden.isPresent()) {
                return forbidden;
            }
            if (isMark(character)) {
                marks++;
            } else if (!isIgnorable(character)) { // a joiner between two marks parts nothing
                marks = 0;
            }
            if (marks > MARKS) {
                return Optional.of("must not have more than %d marks on one character".formatted(MARKS));
            }
            seen |= isSeen(character);
        }
        if (lines > maxLines) {
            return Optional.of("must be at most %d lines".formatted(maxLines));
        }
        return seen ? Optional.empty() : Optional.of("must say something that can be seen");
    }

    private Optional<String> tooLong() {
        return Optional.of("must be at most %d characters".formatted(maxUnits));
    }

    private static Optional<String> forbidden(int character) {
        return switch (UCharacter.getType(character)) {
            case UCharacterCategory.SURROGATE -> Optional.of("must not contain halves of characters");
            case UCharacterCategory.CONTROL,
                    UCharacterCategory.LINE_SEPARATOR,
                    UCharacterCategory.PARAGRAPH_SEPARATOR -> Optional.of("must not contain control characters");
            default ->
                turnsDirection(character)
                        ? Optional.of("must not turn the direction of the text around it")
                        : UCharacter.hasBinaryProperty(character, UProperty.NONCHARACTER_CODE_POINT)
                                ? Optional.of("must not contain what is no character")
                                : Optional.empty();
        };
    }

    /** The controls of UAX 9 but for its three marks, which are of a direction and turn nothing: Hebrew and Arabic are typed with them. */
    private static boolean turnsDirection(int character) {
        if (!UCharacter.hasBinaryProperty(character, UProperty.BIDI_CONTROL)) {
            return false;
        }
        int direction = UCharacter.getDirection(character);
        return direction != UCharacterDirection.LEFT_TO_RIGHT
                && direction != UCharacterDirection.RIGHT_TO_LEFT
                && direction != UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isSeen(int character) {
        return !UCharacter.isUWhiteSpace(character)
                && !isIgnorable(character)
                && !isMark(character)
                && UCharacter.getType(character) != UCharacterCategory.FORMAT
                && DRAWN_AS_NOTHING.indexOf(character) < 0;
    }

    private static boolean isIgnorable(int character) {
        return UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static boolean isMark(int character) {
        return switch (UCharacter.getType(character)) {
            case UCharacterCategory.NON_SPACING_MARK,
                    UCharacterCategory.ENCLOSING_MARK,
                    UCharacterCategory.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
