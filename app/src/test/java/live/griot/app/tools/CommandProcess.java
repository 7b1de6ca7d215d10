package live.griot.app.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the program as a process of its own, and what it says. Ends with the test at the latest. */
final class CommandProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final StringBuilder said = new StringBuilder();
    private final Thread listener;

    private CommandProcess(Process process) {
        this.process = process;
        this.listener = Thread.ofVirtual().start(this::listen);
    }

    /** Starts a command. */
    static CommandProcess start(String... arguments) {
        return start(System.getProperty("java.class.path"), Map.of(), arguments);
    }

    /** Starts a command with another class path, and variables. */
    static CommandProcess start(String classPath, Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                classPath,
                "live.griot.app.Griot"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            return new CommandProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
            }
        } catch (IOException ended) {
            // Nothing more is heard of it.
        }
    }

    private synchronized void note(String line) {
        said.append(line).append('\n');
    }

    /** Returns what it has said so far, on both streams. */
    synchronized String said() {
        return said.toString();
    }

    /** Returns the process. */
    Process process() {
        return process;
    }

    /** Waits until it ends; returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It has not ended within %d s, and said: %s".formatted(PATIENCE_SECONDS, said()));
        }
        listener.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
