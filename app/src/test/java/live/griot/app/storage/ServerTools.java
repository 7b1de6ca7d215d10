package live.griot.app.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs that come with MySQL and MariaDB, run as an operator runs them ({@code docs/operations.md}).
 *
 * @param dump the name of what dumps, {@code mysqldump} or {@code mariadb-dump}
 * @param client the name of what loads
 * @param port where the server listens on this machine
 */
record ServerTools(String dump, String client, int port, String user, String password) {
    private static final int PATIENCE_SECONDS = 120;

    void dump(String database, Path file) {
        run(
                dump,
                ProcessBuilder.Redirect.PIPE,
                ProcessBuilder.Redirect.to(file.toFile()),
                "--single-transaction",
                database);
    }

    void load(Path file, String database) {
        run(client, ProcessBuilder.Redirect.from(file.toFile()), ProcessBuilder.Redirect.DISCARD, database);
    }

    private void run(String tool, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                tool, "--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--port=" + port, "--user=" + user));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in)
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MYSQL_PWD", password);
        try {
            Process running = builder.start();
            if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || running.exitValue() != 0) {
                running.destroyForcibly();
                throw new IllegalStateException(tool + " failed, or did not end");
            }
        } catch (IOException missing) {
            throw new IllegalStateException(
                    tool + " is missing; it comes with: apt-get install default-mysql-client", missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
