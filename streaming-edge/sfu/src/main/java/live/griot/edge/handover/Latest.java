package live.griot.edge.handover;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest immutable value that one loop tells and others look up: figures for which an order of events means nothing. One thread
 * {@link #tell}s, any thread {@link #get}s; who only looks is given it as a {@link Supplier}.
 */
public final class Latest<T extends @Nullable Object> implements Supplier<T> {
    private volatile T value;

    /** Begins with a value. */
    public Latest(T first) {
        value = first;
    }

    /** Makes this the latest value; the owner's thread. */
    public void tell(T latest) {
        value = latest;
    }

    @Override
    public T get() {
        return value;
    }
}
