package live.griot.app.storage;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A server that runs already, on this machine, as {@code GRIOT_TEST_JDBC_URL} names it ({@code jdbc:mysql://127.0.0.1:3306/}), used as
 * {@code GRIOT_TEST_JDBC_USER} with {@code GRIOT_TEST_JDBC_PASSWORD}, who may create databases. Each test's are dropped after it.
 */
final class NamedServer implements DatabaseServer {
    private static final String URL = "GRIOT_TEST_JDBC_URL";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final URI server = URI.create(variable(URL).substring("jdbc:".length()));
    private final String user = variable("GRIOT_TEST_JDBC_USER");
    private final String password = variable("GRIOT_TEST_JDBC_PASSWORD");
    private final List<String> databases = new ArrayList<>();
    private final String database = makeDatabase();
    private final ServerTools tools = new ServerTools("mysqldump", "mysql", server.getPort(), user, password);

    static boolean isNamed() {
        return System.getenv(URL) != null;
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is missing");
    }

    private String makeDatabase() {
        String name = "griot_test_%d_%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet());
        run("CREATE DATABASE " + name);
        databases.add(name);
        return name;
    }

    private void run(String statement) {
        try (Connection connection = DriverManager.getConnection(at(port(), ""), user, password);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException("The server that GRIOT_TEST_JDBC_URL names is of no use", failure);
        }
    }

    private static String at(int port, String database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?connectionTimeZone=UTC&allowPublicKeyRetrieval=true"
                .formatted(port, database);
    }

    @Override
    public Map<String, String> through(int port) {
        return DatabaseServer.connectorJ(at(port, database), user, password);
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String name() {
        return server.toString();
    }

    @Override
    public void kill() {
        Assumptions.abort("The server that GRIOT_TEST_JDBC_URL names is not killed; run this test without it");
    }

    @Override
    public void startAgain() {
        throw new IllegalStateException("It was not killed");
    }

    @Override
    public void dump(Path file) {
        tools.dump(database, file);
    }

    @Override
    public Map<String, String> load(Path dump) {
        String restored = makeDatabase();
        tools.load(dump, restored);
        return DatabaseServer.connectorJ(at(port(), restored), user, password);
    }

    @Override
    public void close() {
        databases.forEach(each -> run("DROP DATABASE " + each));
    }
}
