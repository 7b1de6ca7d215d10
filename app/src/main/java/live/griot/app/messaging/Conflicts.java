package live.griot.app.messaging;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Tells two writers who met from a failure. They meet at the sequence number that both would give their event; but a database may
 * also make one of them the victim of a deadlock, or let it wait too long, and says so while events are appended, while deadlines
 * are set, or at the commit. In each case all of the victim's is rolled back, and it may try again.
 */
final class Conflicts {
    /** The class of SQL states in which a transaction was rolled back for another's sake (ISO/IEC 9075-2). */
    private static final String ROLLED_BACK = "40";

    /** What says the same under another state: MySQL's and MariaDB's lock timeout, deadlock and changed row; H2's timeout and changed row. */
    private static final Set<Integer> CODES = Set.of(1205, 1213, 1020, 50200, 90131);

    private Conflicts() {}

    /** Returns whether a command failed only because of another at the same moment. */
    static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof AggregateStreamCreationException
                    || cause instanceof LockAcquisitionFailedException
                    || cause instanceof ConcurrencyFailureException
                    || (cause instanceof SQLException told && isOne(told))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(SQLException told) {
        return (told.getSQLState() != null && told.getSQLState().startsWith(ROLLED_BACK))
                || CODES.contains(told.getErrorCode());
    }
}
