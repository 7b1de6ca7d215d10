package live.griot.app.storage;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.Container;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.MountableFile;

/** MySQL in a container, at one port of this machine for as long as it is there. */
final class MySqlContainer implements DatabaseServer {
    private static final String DATABASE = "griot";
    private static final String RESTORED = "griot_restored";
    private static final String DUMP = "/tmp/dump.sql";

    private final int port = freePort();
    private final MySQLContainer container = new MySQLContainer("mysql:8.4").withDatabaseName(DATABASE);

    MySqlContainer() {
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, MySQLContainer.MYSQL_PORT)));
        container.start();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public Map<String, String> through(int port) {
        return at(port, DATABASE);
    }

    private Map<String, String> at(int port, String database) {
        return DatabaseServer.connectorJ(
                "jdbc:mysql://127.0.0.1:%d/%s?connectionTimeZone=UTC&allowPublicKeyRetrieval=true"
                        .formatted(port, database),
                container.getUsername(),
                container.getPassword());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "MySQL 8.4";
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        awaitAnswer();
    }

    private void awaitAnswer() {
        Map<String, String> properties = properties();
        await().ignoreExceptions().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Connection answers = DriverManager.getConnection(
                    properties.get("spring.datasource.url"), container.getUsername(), container.getPassword())) {
                return answers.isValid(1);
            }
        });
    }

    @Override
    public void dump(Path file) {
        asRoot("mysqldump --single-transaction %s > %s".formatted(DATABASE, DUMP));
        container.copyFileFromContainer(DUMP, file.toString());
    }

    @Override
    public Map<String, String> load(Path dump) {
        container.copyFileToContainer(MountableFile.forHostPath(dump), DUMP);
        asRoot("mysql --execute 'CREATE DATABASE %s; GRANT ALL ON %s.* TO %s'"
                .formatted(RESTORED, RESTORED, container.getUsername()));
        asRoot("mysql %s < %s".formatted(RESTORED, DUMP));
        return at(port, RESTORED);
    }

    private void asRoot(String command) {
        try {
            Container.ExecResult result = container.execInContainer(
                    "sh",
                    "-c",
                    "MYSQL_PWD=%s exec %s"
                            .formatted(container.getPassword(), command.replaceFirst(" ", " --user=root ")));
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(result.getStderr());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
