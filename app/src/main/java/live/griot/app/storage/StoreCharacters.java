package live.griot.app.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import live.griot.app.startup.StartRefused;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, before a server's tables are migrated, that they keep all characters, and compare them in one way: all by {@code utf8mb4_bin}, as the
 * embedded database does, or all by another collation of {@code utf8mb4} where an earlier version made them so. A server makes tables as its
 * administrator has said, in Latin 1 perhaps, and joins none of two collations.
 */
final class StoreCharacters implements Callback {
    private static final String CHARACTERS = "utf8mb4";
    private static final String COLLATION = "utf8mb4_bin";
    private static final Logger LOG = LoggerFactory.getLogger(StoreCharacters.class);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public String getCallbackName() {
        return "characters";
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            settle(context.getConnection(), statement);
        } catch (SQLException failure) {
            throw new StartRefused(
                    "The database does not keep all characters, and cannot be made to (%s)"
                            .formatted(failure.getMessage()),
                    "spring.datasource.url",
                    "As a user who may: ALTER DATABASE ... CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, and ALTER TABLE ... CONVERT TO the same for each table.",
                    failure);
        }
    }

    private static void settle(Connection connection, Statement statement) throws SQLException {
        Map<String, String> tables = collations(statement);
        Set<String> used = new HashSet<>(tables.values());
        boolean keep = used.size() == 1 && used.iterator().next().startsWith(CHARACTERS + "_");
        String wanted = keep ? used.iterator().next() : COLLATION;
        if (!wanted.equals(ofTheDatabase(statement))) {
            statement.execute("ALTER DATABASE CHARACTER SET %s COLLATE %s".formatted(CHARACTERS, wanted));
        }
        List<String> others = new ArrayList<>();
        tables.forEach((table, collation) -> {
            if (!collation.equals(wanted)) {
                others.add(table);
            }
        });
        if (!others.isEmpty()) {
            convert(connection, statement, others);
        }
    }

    /** Keys that lead from one table to another would forbid each to change before the other. */
    private static void convert(Connection connection, Statement statement, List<String> tables) throws SQLException {
        LOG.info("Lets {} tables of the database keep all characters; large ones take a while", tables.size());
        statement.execute("SET SESSION foreign_key_checks = 0");
        try {
            for (String table : tables) {
                statement.execute("ALTER TABLE %s CONVERT TO CHARACTER SET %s COLLATE %s"
                        .formatted(statement.enquoteIdentifier(table, true), CHARACTERS, COLLATION));
            }
        } finally {
            if (!connection.isClosed()) {
                statement.execute("SET SESSION foreign_key_checks = 1");
            }
        }
    }

    private static Map<String, String> collations(Statement statement) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT table_name, table_collation FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'""")) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
        }
        return tables;
    }

    private static String ofTheDatabase(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@collation_database")) {
            row.next();
            return row.getString(1);
        }
    }
}
