package live.griot.app.storage;

import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * A real database server speaking MySQL's protocol: one that runs already where {@code GRIOT_TEST_JDBC_URL} names it, else MySQL in a container
 * where a Docker engine answers, MariaDB as a process elsewhere. Griot reaches each by MySQL's own driver and the same URL scheme.
 */
public interface DatabaseServer extends AutoCloseable {
    /** Returns the properties with which Griot uses the database. */
    default Map<String, String> properties() {
        return through(port());
    }

    /** Returns them for who reaches the server at another port, such as the near end of a {@code Wire}. */
    Map<String, String> through(int port);

    /** Returns the port that it listens at. */
    int port();

    /** Returns what server it is. */
    String name();

    /** Ends the server at once, with no chance to write anything more (SIGKILL). Gives the test up where the server is not ours to end. */
    void kill();

    /** Starts it again at the same port on the same files; returns when it answers. */
    void startAgain();

    /** Writes what is in the database, as at one moment, into a file. */
    void dump(Path file);

    /** Loads a dump into a database of its own; returns the properties with which Griot uses that. */
    Map<String, String> load(Path dump);

    /** Ends the server. */
    @Override
    void close();

    /** Starts the server; its files go below the directory. */
    static DatabaseServer start(Path directory) {
        if (NamedServer.isNamed()) {
            return new NamedServer();
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? new MySqlContainer()
                : new MariaDbProcess(directory);
    }

    /** Returns the properties of a database that MySQL's own driver reaches. */
    static Map<String, String> connectorJ(String url, String user, String password) {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password);
    }
}
