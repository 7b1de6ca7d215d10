package live.griot.chat.emoji;

import com.ibm.icu.text.UnicodeSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/**
 * One emoji as people see one, however many characters it is made of: one of those that Unicode recommends for general interchange
 * (RGI, UTS 51). Written with or without the selector of its coloured form it is the same one.
 *
 * @param value the fully qualified emoji
 */
public record Emoji(String value) {
    private static final String COLOURED = "\uFE0F";
    private static final Map<String, String> RECOMMENDED = recommended();

    public Emoji {
        if (!value.equals(RECOMMENDED.get(bare(value)))) {
            throw new IllegalArgumentException("Not an emoji");
        }
    }

    /** Returns the emoji that was typed; throws {@code Refused(VALIDATION_FAILED)} when it is not exactly one. */
    public static Emoji of(String typed) {
        return find(typed).orElseThrow(() -> new Refused(RefusalCode.VALIDATION_FAILED, "emoji must be one emoji"));
    }

    /** Returns the emoji that was typed, or empty when it is not exactly one. */
    public static Optional<Emoji> find(String typed) {
        return Optional.ofNullable(RECOMMENDED.get(bare(typed))).map(Emoji::new);
    }

    /** Returns the hexadecimal numbers of its characters, joined by hyphens: the same in every database's collation. */
    public String key() {
        return value.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining("-"));
    }

    /** Returns the emoji with that {@link #key()}. */
    public static Emoji ofKey(String key) {
        StringBuilder value = new StringBuilder();
        for (String number : key.split("-")) {
            value.appendCodePoint(Integer.parseInt(number, 16));
        }
        return new Emoji(value.toString());
    }

    private static String bare(String emoji) {
        return emoji.replace(COLOURED, "");
    }

    private static Map<String, String> recommended() {
        Map<String, String> byBare = new HashMap<>();
        for (String emoji : new UnicodeSet("[:RGI_Emoji:]")) {
            byBare.put(bare(emoji), emoji);
        }
        return Map.copyOf(byBare);
    }
}
