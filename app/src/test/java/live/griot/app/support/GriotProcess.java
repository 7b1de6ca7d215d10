package live.griot.app.support;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The whole program as a process of its own, so that it can be killed with no chance to say anything. */
public final class GriotProcess implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int KILL_SECONDS = 10;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final Path data;
    private final int port;

    private final String[] more;

    private GriotProcess(Process process, Path data, int port, String... more) {
        this.process = process;
        this.more = more;
        this.data = data;
        this.port = port;
    }

    /** Starts on the embedded database in that directory, and returns once it answers. */
    public static GriotProcess start(Path data) throws IOException, InterruptedException {
        return start(data, freePort(), System.getProperty("java.class.path"));
    }

    /** Starts as {@link #start(Path)} does, without the modules, and without the jars, whose place on the class path contains one of these words. */
    public static GriotProcess startWithout(Path data, String... words) throws IOException, InterruptedException {
        String left = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(words).noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        return start(data, freePort(), left);
    }

    /** Starts with arguments that it has besides. */
    public static GriotProcess startWith(Path data, String... more) throws IOException, InterruptedException {
        return start(data, freePort(), System.getProperty("java.class.path"), more);
    }

    /** Starts the program again where it was, once it was killed. */
    public GriotProcess again() throws IOException, InterruptedException {
        return start(data, port, System.getProperty("java.class.path"), more);
    }

    private static GriotProcess start(Path data, int port, String classPath, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                classPath,
                "live.griot.app.Griot",
                "--server.port=" + port,
                "--griot.management.port=0",
                "--griot.edge.port=0",
                "--griot.data-dir=" + data.toAbsolutePath()));
        Generous.RATES.forEach((rate, times) -> command.add("--%s=%s".formatted(rate, times)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-griot.log")))
                .start();
        GriotProcess griot = new GriotProcess(process, data, port, more);
        griot.awaitStart();
        return griot;
    }

    /** Returns the address that browsers would be given. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Returns the processes that it has started and that run still. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Asks the process to stop, and returns when it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The program does not stop");
        }
    }

    /** Kills the process, and returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The program outlived being killed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitStart() throws InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
                close();
                throw new AssertionError("The program did not start, see target/killed-griot.log");
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
