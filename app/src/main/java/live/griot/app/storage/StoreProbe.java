package live.griot.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/** Asks the database for a sign of life by a connection of its own, so that a busy pool is not taken for a database that is away. Used by one thread at a time. */
final class StoreProbe implements AutoCloseable {
    private final StoreAddress address;
    private final Duration patience;
    private @Nullable Connection open;

    /**
     * Asks the database at that address.
     *
     * @param patience how long each of connecting and answering may take, where it is a server
     */
    StoreProbe(StoreAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Returns when the database has answered; throws what it, or the way to it, says instead. */
    void ask() throws SQLException {
        if (open != null) {
            try {
                answers(open);
                return;
            } catch (SQLException closedMeanwhile) {
                close();
            }
        }
        Connection fresh = address.connect(patience, patience);
        open = fresh;
        answers(fresh);
    }

    /**
     * Closes the embedded database, whoever has it open, so that the next connection opens it anew: after a write that failed it reads, but
     * writes nothing more. What was committed is on the disk.
     */
    void reopen() throws SQLException {
        ask();
        try (Connection closing = address.connect(patience, patience);
                Statement statement = closing.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } finally {
            close();
        }
    }

    private static void answers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void close() {
        JdbcUtils.closeConnection(open);
        open = null;
    }
}
