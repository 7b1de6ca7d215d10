package live.griot.api.store;

import static live.griot.api.refusal.RefusalCode.OUTCOME_UNKNOWN;
import static live.griot.api.refusal.RefusalCode.STORAGE_FULL;
import static live.griot.api.refusal.RefusalCode.STORE_UNAVAILABLE;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** Tells a store that cannot be reached, or is full, from a fault of the program, by what the drivers say anywhere in the chain of causes. */
public final class StoreFailure {
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(2);

    /** SQL states of a connection that is not there (08), and of credentials that are not taken (28); ISO/IEC 9075-2, section 24.1. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28");

    /**
     * The same under another state. MySQL and MariaDB: shutting down, killed, read only, more connections than it takes. H2: broken, closed,
     * locked by another process, an error of its file.
     */
    private static final Set<Integer> AWAY_CODES =
            Set.of(1040, 1053, 1290, 1792, 1836, 1927, 90020, 90028, 90031, 90067, 90098, 90121);

    /** MySQL's and MariaDB's full disk and full table, and H2's full disk. */
    private static final Set<Integer> FULL_CODES = Set.of(1021, 1114, 90100);

    /** HikariCP, of a connection that broke a moment before; it gives no state. */
    private static final String POOL_HAS_CLOSED_IT = "Connection is closed";

    private static final String NO_SPACE_LEFT = "No space left on device";

    private StoreFailure() {}

    /** Returns whether something failed because of the store alone. */
    public static boolean isOne(Throwable failure) {
        return isUnknown(failure) || isFull(failure) || isAway(failure);
    }

    /** Returns whether it is not known if what was to be written is. */
    public static boolean isUnknown(Throwable failure) {
        return any(failure, OutcomeUnknown.class::isInstance);
    }

    /** Returns whether the store has no room. */
    public static boolean isFull(Throwable failure) {
        return any(
                failure,
                cause -> (cause instanceof SQLException told && FULL_CODES.contains(told.getErrorCode()))
                        || (cause.getMessage() != null && cause.getMessage().contains(NO_SPACE_LEFT)));
    }

    /** Returns whether the store cannot be reached or does not answer in time. */
    public static boolean isAway(Throwable failure) {
        return any(failure, cause -> cause instanceof SQLException told && isAway(told));
    }

    private static boolean isAway(SQLException told) {
        String state = told.getSQLState();
        return told instanceof SQLTransientConnectionException
                || told instanceof SQLNonTransientConnectionException
                || told instanceof SQLRecoverableException
                || told instanceof SQLTimeoutException
                || (state != null && state.length() >= 2 && AWAY_CLASSES.contains(state.substring(0, 2)))
                || AWAY_CODES.contains(told.getErrorCode())
                || POOL_HAS_CLOSED_IT.equals(told.getMessage());
    }

    /** Returns what a client is told of a failure that the store alone has to answer for; empty for every other. */
    public static Optional<Refused> refusal(Throwable failure) {
        if (!isOne(failure)) {
            return Optional.empty();
        }
        if (StoreCall.hasWritten() || isUnknown(failure)) {
            return Optional.of(new Refused(
                    OUTCOME_UNKNOWN,
                    "The database went away while this was stored; look whether it was done before you try again",
                    TRY_AGAIN_AFTER));
        }
        return Optional.of(
                isFull(failure)
                        ? new Refused(STORAGE_FULL, "There is no room left to store anything", TRY_AGAIN_AFTER)
                        : new Refused(
                                STORE_UNAVAILABLE,
                                "The database cannot be reached; nothing was changed",
                                TRY_AGAIN_AFTER));
    }

    /** Returns the refusal that a failure is or stands for; throws one that is neither. */
    public static Refused refusalIn(RuntimeException failure) {
        if (failure instanceof Refused no) {
            return no;
        }
        return refusal(failure).orElseThrow(() -> failure);
    }

    /** Looks at what a failure is, what it was caused by, and, of a batch, at the failures of its statements. */
    private static boolean any(@Nullable Throwable failure, Predicate<Throwable> isIt) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isIt.test(cause)
                    || (cause instanceof BatchUpdateException batch && any(batch.getNextException(), isIt))) {
                return true;
            }
        }
        return false;
    }
}
