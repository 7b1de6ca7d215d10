package live.griot.query.session;

import java.util.List;
import java.util.function.Function;
import live.griot.api.Page;

/** How lists of sessions are cut into pages. */
final class Paging {
    /** The most items a page holds. */
    static final int MAX_LIMIT = 100;
    /** The items of a page when nothing is asked. */
    static final String DEFAULT_LIMIT = "20";

    private Paging() {}

    /** Makes a page of at most {@code limit} items out of up to {@code limit + 1} that were read. */
    static <T> Page<T> cut(List<T> read, int limit, Function<T, String> cursorOf) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, limit);
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)));
    }
}
