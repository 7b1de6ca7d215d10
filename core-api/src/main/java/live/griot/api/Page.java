package live.griot.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code next} is the opaque cursor of the page that follows, or null when this is the last. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
