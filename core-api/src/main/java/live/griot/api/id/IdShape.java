package live.griot.api.id;

import java.util.regex.Pattern;

/**
 * What every identifier looks like: 1 to 64 URL-safe characters, no small letters. A database may compare without regard to case; where
 * there is one way to write an id it finds what was meant.
 */
final class IdShape {
    private static final Pattern URL_SAFE = Pattern.compile("[0-9A-Z_-]{1,64}");

    private IdShape() {}

    /** Returns the value unchanged; throws {@link IllegalArgumentException} when it is not URL-safe or too long. */
    static String check(String value) {
        if (!URL_SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an identifier");
        }
        return value;
    }
}
