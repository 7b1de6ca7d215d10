package live.griot.app.support;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** The whole program as a process of its own, so that it can be killed with no chance to say anything. */
public final class GriotProcess implements AutoCloseable {
    private static final Pattern OPENED = Pattern.compile("Tomcat started on port (\\d+)");
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
        return start(data, freePort(), classPath());
    }

    /** Starts as {@link #start(Path)} does, without the modules, and without the jars, whose place on the class path contains one of these words. */
    public static GriotProcess startWithout(Path data, String... words) throws IOException, InterruptedException {
        String left = Arrays.stream(ProcessClasses.path().split(File.pathSeparator))
                .filter(entry -> Arrays.stream(words).noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        return start(data, freePort(), left);
    }

    /** Starts with arguments that it has besides. */
    public static GriotProcess startWith(Path data, String... more) throws IOException, InterruptedException {
        return start(data, freePort(), classPath(), more);
    }

    /** Starts on those modules of Java alone that the image has ({@code docker/modules.txt}). */
    public static GriotProcess asInTheImage(Path data) throws IOException, InterruptedException {
        return start(List.of("env", "JDK_JAVA_OPTIONS=--limit-modules=" + modules()), data, freePort(), classPath());
    }

    /** Starts with arguments that it has besides, and lets it have so many files and connections open at most. */
    public static GriotProcess withDescriptors(Path data, int descriptors, String... more)
            throws IOException, InterruptedException {
        List<String> within = List.of("sh", "-c", "ulimit -n %d && exec \"$@\"".formatted(descriptors), "sh");
        return start(within, data, freePort(), classPath(), more);
    }

    /** Starts the program again where it was, once it was killed. */
    public GriotProcess again() throws IOException, InterruptedException {
        return start(data, port, classPath(), more);
    }

    private static GriotProcess start(Path data, int port, String classPath, String... more)
            throws IOException, InterruptedException {
        return start(List.of(), data, port, classPath, more);
    }

    private static GriotProcess start(List<String> within, Path data, int port, String classPath, String... more)
            throws IOException, InterruptedException {
        return start(within, "-XX:AOTCache=" + ProcessClasses.CACHE, data, port, classPath, more);
    }

    /** Returns the class path, with a cache of its classes made by one start. */
    private static synchronized String classPath() throws IOException, InterruptedException {
        String path = ProcessClasses.path();
        if (ProcessClasses.isStale()) {
            Path data = Files.createTempDirectory("griot-classes");
            start(List.of(), "-XX:AOTCacheOutput=" + ProcessClasses.CACHE, data, freePort(), path)
                    .stop();
            FileSystemUtils.deleteRecursively(data);
        }
        return path;
    }

    /** Returns what runs the program, to which its properties are added. */
    public static List<String> command() throws IOException, InterruptedException {
        return command("-XX:AOTCache=" + ProcessClasses.CACHE, classPath());
    }

    private static List<String> command(String classes, String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // It is there sooner, and lives too short for more.
                classes,
                "-cp",
                classPath,
                "live.griot.app.Griot");
    }

    private static GriotProcess start(
            List<String> within, String classes, Path data, int port, String classPath, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(within);
        command.addAll(command(classes, classPath));
        return run(command, data, port, more);
    }

    /** Starts as the README says, with the flags and the compilers that users have, whatever was packaged last. */
    public static GriotProcess asInTheReadme(Path data, String... more) throws IOException, InterruptedException {
        return run(List.of(Path.of("../griot").toAbsolutePath().toString()), data, freePort(), more);
    }

    private static GriotProcess run(List<String> start, Path data, int port, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(
                "--server.port=" + port,
                "--griot.management.port=0",
                "--griot.edge.port=0",
                "--griot.data-dir=" + data.toAbsolutePath()));
        Generous.LIMITS.forEach((rate, times) -> command.add("--%s=%s".formatted(rate, times)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(port)))
                .start();
        GriotProcess griot = new GriotProcess(process, data, port, more);
        griot.awaitStart();
        return griot;
    }

    /** Returns the address that browsers would be given. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Returns the port of the operator's calls; waits until it is open, which it is a little later than the other. */
    public int operatorsPort() {
        return await().atMost(START_SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> OPENED.matcher(said())
                                .results()
                                .map(opened -> Integer.parseInt(opened.group(1)))
                                .filter(opened -> opened != port)
                                .reduce(0, (before, last) -> last),
                        found -> found > 0);
    }

    /** Returns what it has said, and those before it at the same port. */
    public String said() throws IOException {
        return Files.readString(log(port).toPath());
    }

    private static String modules() throws IOException {
        return Files.readAllLines(Path.of("../docker/modules.txt")).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static File log(int port) {
        return new File("target/griot-%d.log".formatted(port));
    }

    /** Returns the processes that it has started and that run still. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Returns the number that the operating system gave it. */
    public long pid() {
        return process.pid();
    }

    /** Asks the process to stop, and returns when it has. */
    public void stop() throws InterruptedException {
        askToStop();
        awaitEnd();
    }

    /** Asks the process to stop, by the signal that an operating system sends for it; returns at once. */
    public void askToStop() {
        process.destroy();
    }

    /** Waits until the process has ended, and returns what it ended with. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The program does not stop");
        }
        return process.exitValue();
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
                throw new AssertionError("The program did not start, see " + log(port));
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
