package live.griot.app.queries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import live.griot.app.queries.StatementBook.Given;

/** What a statement costs a database: the rows it reads for it, and its plan. Whatever the statement changes is taken back. */
abstract sealed class Costs {
    private final DataSource database;

    private Costs(DataSource database) {
        this.database = database;
    }

    /** How many rows were read, of tables and of indexes, and by which plan. */
    record Cost(long rows, String plan) {}

    /** Asks the embedded database. */
    static Costs ofTheEmbeddedOne(DataSource database) {
        return new H2(database);
    }

    /** Asks a MySQL or MariaDB server. */
    static Costs ofAServer(DataSource database) {
        return new Server(database);
    }

    /** Returns what a statement costs; what is inserted by it is looked for only. */
    Cost of(Given given) throws SQLException {
        String sql = given.sql();
        int select = sql.toUpperCase(Locale.ROOT).indexOf("SELECT");
        boolean inserts = sql.stripLeading().toUpperCase(Locale.ROOT).startsWith("INSERT");
        if (inserts && select < 0) {
            return new Cost(0, "");
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return of(connection, inserts ? sql.substring(select) : sql, given);
            } finally {
                connection.rollback();
            }
        }
    }

    abstract Cost of(Connection connection, String sql, Given given) throws SQLException;

    /** Its {@code EXPLAIN ANALYZE} carries a statement out, and counts. */
    private static final class H2 extends Costs {
        private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

        H2(DataSource database) {
            super(database);
        }

        @Override
        Cost of(Connection connection, String sql, Given given) throws SQLException {
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN ANALYZE " + sql)) {
                given.bind(explain);
                try (ResultSet rows = explain.executeQuery()) {
                    rows.next();
                    String plan = rows.getString(1);
                    Matcher scanned = SCANNED.matcher(plan);
                    long sum = 0;
                    while (scanned.find()) {
                        sum += Long.parseLong(scanned.group(1));
                    }
                    return new Cost(sum, plan);
                }
            }
        }
    }

    /** Its counters tell what was read when a statement was carried out; MySQL and MariaDB have the same. */
    private static final class Server extends Costs {
        Server(DataSource database) {
            super(database);
        }

        @Override
        Cost of(Connection connection, String sql, Given given) throws SQLException {
            String plan = plan(connection, sql, given);
            long began = read(connection);
            long counting = read(connection) - began;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                given.bind(statement);
                if (statement.execute()) {
                    statement.getResultSet().close();
                }
            }
            return new Cost(read(connection) - began - 2 * counting, plan);
        }

        private static String plan(Connection connection, String sql, Given given) throws SQLException {
            StringBuilder plan = new StringBuilder();
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
                given.bind(explain);
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.append("%s %s key=%s rows=%s %s%n"
                                .formatted(
                                        rows.getString("table"),
                                        rows.getString("type"),
                                        rows.getString("key"),
                                        rows.getString("rows"),
                                        rows.getString("Extra")));
                    }
                }
            }
            return plan.toString();
        }

        private static long read(Connection connection) throws SQLException {
            long sum = 0;
            try (PreparedStatement status = connection.prepareStatement("SHOW SESSION STATUS LIKE 'Handler_read%'");
                    ResultSet rows = status.executeQuery()) {
                while (rows.next()) {
                    sum += rows.getLong(2);
                }
            }
            return sum;
        }
    }
}
