package live.griot.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import live.griot.api.store.StoreCall;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives no connection while the database is known to be away: who asks is told at once, and thousands do not queue for what is not there. Nor
 * to a call that has waited for as long as a call waits.
 */
final class FencedDataSource extends DelegatingDataSource {
    private final BooleanSupplier away;
    private final Consumer<SQLException> failures;

    /** {@code failures} hears why none was given, though the database seemed to be there. */
    FencedDataSource(DataSource pool, BooleanSupplier away, Consumer<SQLException> failures) {
        super(pool);
        this.away = away;
        this.failures = failures;
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
        } catch (SQLException failure) {
            failures.accept(failure);
            throw failure;
        } finally {
            StoreCall.waitedSince(began);
        }
    }
}
