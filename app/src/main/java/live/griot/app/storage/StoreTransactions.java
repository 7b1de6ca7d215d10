package live.griot.app.storage;

import javax.sql.DataSource;
import live.griot.api.store.OutcomeUnknown;
import live.griot.api.store.StoreCall;
import live.griot.api.store.StoreFailure;
import live.griot.app.metrics.StoreTimes;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions that say so when a commit may have happened or not, and that let a call know that something of it is stored. */
final class StoreTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    private final transient FreeRoom room;
    private final transient StoreTimes times;

    StoreTransactions(DataSource dataSource, FreeRoom room, StoreTimes times) {
        super(dataSource);
        this.room = room;
        this.times = times;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            times.commit(() -> super.doCommit(status));
        } catch (RuntimeException failure) {
            room.failed(failure);
            // One of Spring's own: after any other it rolls back, and the failure of that would take the place of this.
            throw StoreFailure.isAway(failure)
                    ? new TransactionSystemException("The database was lost at the commit", new OutcomeUnknown(failure))
                    : failure;
        }
        if (!status.isReadOnly()) {
            StoreCall.wrote();
        }
    }
}
