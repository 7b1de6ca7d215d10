package live.griot.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import live.griot.api.store.StoreCall;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives no connection while the database is known to be away: who asks is told at once, and thousands do not queue for what is not there. Nor
 * to a call that has waited for as long as a call waits.
 */
final class FencedDataSource extends DelegatingDataSource {
    private final BooleanSupplier away;

    FencedDataSource(DataSource pool, BooleanSupplier away) {
        super(pool);
        this.away = away;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away.getAsBoolean()) {
            throw new SQLTransientConnectionException("The database is away");
        }
        if (StoreCall.patienceNanos(StoreCall.PATIENCE) == 0) {
            throw new SQLTransientConnectionException("The database keeps this call waiting");
        }
        long began = System.nanoTime();
        try {
            return super.getConnection();
        } finally {
            StoreCall.waitedSince(began);
        }
    }
}
