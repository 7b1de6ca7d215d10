package live.griot.app.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine's, run to its end in {@code docker/}. */
final class Tool {
    static final Path DOCKER = Path.of("../docker");
    /** What installs promtool. */
    static final String PROMETHEUS = "apt-get install prometheus";

    private static final int PATIENCE_SECONDS = 60;

    private Tool() {}

    /** How it ended, and all that it said. */
    record Ended(int code, String said) {}

    /** Runs it; fails with the line that installs it where there is none. */
    static Ended run(String remedy, String... command) throws IOException, InterruptedException {
        return run(remedy, Map.of(), command);
    }

    /** Runs it with variables besides. */
    static Ended run(String remedy, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".txt");
        try {
            Process process = start(remedy, variables, output, command);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It does not end: " + List.of(command));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(String remedy, Map<String, String> variables, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(DOCKER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new AssertionError("There is no %s: %s".formatted(command[0], remedy), missing);
        }
    }
}
