package live.griot.query.table;

import java.util.List;
import java.util.function.Function;
import live.griot.api.Page;

/** How lists are cut into pages. */
public final class Paging {
    /** The most items a page holds. */
    public static final int MAX_LIMIT = 100;
    /** The items of a page when nothing is asked. */
    public static final String DEFAULT_LIMIT = "20";

    /** Ids are ULIDs, which begin with 0 to 7: no id is after this. */
    public static final String AFTER_EVERY_ID = "Z";

    private Paging() {}

    /** Makes a page of at most {@code limit} items out of up to {@code limit + 1} that were read. */
    public static <T> Page<T> cut(List<T> read, int limit, Function<T, String> cursorOf) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, limit);
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)));
    }
}
