package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.BesideOthers;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How it comes out when two meet in a real database. */
@BesideOthers
class ConflictsTest {
    @TempDir
    static Path directory;

    static DatabaseServer server;

    @BeforeAll
    static void open() {
        server = DatabaseServer.start(directory.resolve("server"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** A database that tests can connect to. */
    interface Database {
        Connection connect() throws SQLException;
    }

    static List<Database> databases() {
        Map<String, String> there = server.properties();
        return List.of(
                () -> DriverManager.getConnection(
                        "jdbc:h2:file:%s;MODE=MySQL;LOCK_TIMEOUT=200".formatted(directory.resolve("embedded"))),
                () -> {
                    Connection connection = DriverManager.getConnection(
                            Objects.requireNonNull(there.get("spring.datasource.url")),
                            there.get("spring.datasource.username"),
                            there.get("spring.datasource.password"));
                    execute(connection, "SET SESSION innodb_lock_wait_timeout = 1");
                    return connection;
                });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_victim_of_a_deadlock_has_met_another(Database database) throws Exception {
        try (Connection first = rowsIn(database);
                Connection second = transactionIn(database)) {
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);

            List<SQLException> failures =
                    together(() -> takes(first, 1, bothHoldOne, 2), () -> takes(second, 2, bothHoldOne, 1));

            assertThat(failures).isNotEmpty().allMatch(ConflictsTest::isTold);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void who_waited_too_long_has_met_another(Database database) throws Exception {
        try (Connection first = rowsIn(database);
                Connection second = transactionIn(database)) {
            take(first, 1);

            List<SQLException> failures = together(() -> {
                take(second, 1);
                return second;
            });

            assertThat(failures).hasSize(1).allMatch(ConflictsTest::isTold);
        }
    }

    @Test
    void a_failure_is_none() {
        assertThat(Conflicts.isOne(new IllegalStateException(new SQLException("The disk is full", "HY000", 1021))))
                .isFalse();
    }

    private static boolean isTold(SQLException failure) {
        return Conflicts.isOne(new EventStoreException("Not appended", failure));
    }

    private static Connection rowsIn(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            execute(connection, "DROP TABLE IF EXISTS met");
            execute(connection, "CREATE TABLE met (id INT PRIMARY KEY, taken INT)");
            execute(connection, "INSERT INTO met VALUES (1, 0), (2, 0)");
        }
        return transactionIn(database);
    }

    private static Connection transactionIn(Database database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static Connection takes(Connection by, int one, CyclicBarrier bothHoldOne, int other) throws Exception {
        take(by, one);
        bothHoldOne.await();
        take(by, other);
        by.commit();
        return by;
    }

    private static void take(Connection by, int row) throws SQLException {
        execute(by, "UPDATE met SET taken = taken + 1 WHERE id = " + row);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns what the database told those who did not come through. */
    @SafeVarargs
    private static List<SQLException> together(Callable<Connection>... sides) throws InterruptedException {
        List<SQLException> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Connection> side : threads.invokeAll(List.of(sides))) {
                try {
                    side.get();
                } catch (ExecutionException failure) {
                    failures.add((SQLException) failure.getCause());
                }
            }
        }
        return failures;
    }
}
