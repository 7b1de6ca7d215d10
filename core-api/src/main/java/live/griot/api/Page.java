package live.griot.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code next} is the opaque cursor of the page that follows, or null when this is the last. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of at most {@code limit} items out of up to {@code limit + 1} that were read. */
    public static <T> Page<T> cut(List<T> read, int limit, Function<T, String> cursorOf) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, limit);
        return new Page<>(items, cursorOf.apply(items.getLast()));
    }

    /** Returns the same page with each item seen otherwise. */
    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
