package live.griot.app.storage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import live.griot.api.store.StoreFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps out of the log what each part says of one and the same thing, a database that is away: every line with such a failure's stack
 * trace, and while it is away what the libraries that use it say. They are counted, and {@link StoreWatch} tells of them in a line.
 * Thread-safe.
 */
final class StoreNoise extends TurboFilter {
    /** The libraries that say again and again that they try again. */
    private static final String[] LIBRARIES = {
        "com.zaxxer.hikari.", "org.axonframework.", "com.github.kagkarlsson.", "org.springframework.jdbc."
    };

    /** The first to notice: connections that do not answer any more. */
    private static final String POOL = "com.zaxxer.hikari.pool.";

    private final Runnable look;
    private volatile boolean suspected;
    private final AtomicLong leftOut = new AtomicLong();
    private volatile String last = "";
    private volatile BooleanSupplier away = () -> false;

    /**
     * Keeps out nothing yet.
     *
     * @param look lets the database be looked at now, and returns at once
     */
    StoreNoise(Runnable look) {
        this.look = look;
    }

    /** Something says that it cannot reach the database: until that is looked at, what the libraries say of it is kept out. */
    private void suspect() {
        if (!suspected) {
            suspected = true;
            look.run();
        }
    }

    /** The database was looked at. */
    void looked() {
        suspected = false;
    }

    /** Begins to keep lines out. */
    void begin(BooleanSupplier away) {
        this.away = away;
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            setContext(logging);
            start();
            logging.addTurboFilter(this);
        }
    }

    /** Lets everything through again. */
    void end() {
        if (getContext() instanceof LoggerContext logging) {
            logging.getTurboFilterList().remove(this);
            stop();
        }
    }

    boolean hasLeftOut() {
        return leftOut.get() > 0;
    }

    /** Returns how many lines were left out since the last time this was asked. */
    long takeLeftOut() {
        return leftOut.getAndSet(0);
    }

    /** Returns what the last line said that had a failure. */
    String last() {
        return last;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] values,
            @Nullable Throwable thrown) {
        if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL; // Only asked whether the level is on, or not to be written at all.
        }
        Throwable failure = thrown == null ? lastOf(values) : thrown;
        if (failure != null && StoreFailure.isOne(failure)) {
            last = oneLine(failure);
            leftOut.incrementAndGet();
            suspect();
            return FilterReply.DENY;
        }
        if (logger.getName().startsWith(POOL) && level.isGreaterOrEqual(Level.WARN)) {
            suspect();
        }
        if ((suspected || away.getAsBoolean()) && isOfALibrary(logger.getName())) {
            leftOut.incrementAndGet();
            return FilterReply.DENY;
        }
        return FilterReply.NEUTRAL;
    }

    /** Returns what a failure says at its root, in one line. */
    static String oneLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        return said.strip().lines().findFirst().orElse("");
    }

    private static @Nullable Throwable lastOf(Object @Nullable [] values) {
        return values != null && values.length > 0 && values[values.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }

    private static boolean isOfALibrary(String logger) {
        for (String library : LIBRARIES) {
            if (logger.startsWith(library)) {
                return true;
            }
        }
        return false;
    }
}
