package live.griot.app.storage;

import java.sql.SQLException;
import javax.sql.DataSource;
import live.griot.api.store.OutcomeUnknown;
import live.griot.api.store.StoreCall;
import live.griot.api.store.StoreFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What {@link StoreTransactions} does for transactions, for statements that are their own: each is committed when it is carried out. */
final class StoreTemplate extends JdbcTemplate {
    private final FreeRoom room;

    StoreTemplate(DataSource dataSource, FreeRoom room) {
        super(dataSource);
        this.room = room;
    }

    @Override
    protected DataAccessException translateException(String task, @Nullable String sql, SQLException failure) {
        room.failed(failure);
        return super.translateException(task, sql, failure);
    }

    @Override
    protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter values) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return super.update(statement, values);
        }
        try {
            int rows = super.update(statement, values);
            StoreCall.wrote();
            return rows;
        } catch (CannotGetJdbcConnectionException notBegun) {
            throw notBegun;
        } catch (RuntimeException failure) {
            throw StoreFailure.isAway(failure) ? new OutcomeUnknown(failure) : failure;
        }
    }
}
