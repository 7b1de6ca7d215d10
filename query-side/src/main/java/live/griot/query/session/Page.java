package live.griot.query.session;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list: the items, and the cursor of the next page or null on the last. */
record Page<T>(List<T> items, @Nullable String next) {
    /** The most items a page holds. */
    static final int MAX_LIMIT = 100;
    /** The items of a page when nothing is asked. */
    static final String DEFAULT_LIMIT = "20";

    /** Makes a page of at most {@code limit} items out of up to {@code limit + 1} that were read. */
    static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursorOf) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> items = List.copyOf(read.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)));
    }
}
