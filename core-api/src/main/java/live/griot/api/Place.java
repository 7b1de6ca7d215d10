package live.griot.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended of a list that is in the order of a number and, among equals, of an id: what the cursor of the next page says.
 *
 * @param rank the number, such as viewers, or a time in microseconds; 0 at least
 * @param id of the last item
 */
public record Place(long rank, String id) {
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-([0-9A-Z_-]{1,64})");

    /** Reads a cursor, null for the beginning. Throws {@code Refused(MALFORMED_REQUEST)} where it is none. */
    public static @Nullable Place after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        return new Place(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** Returns the cursor of what follows. */
    public String cursor() {
        return rank + "-" + id;
    }
}
