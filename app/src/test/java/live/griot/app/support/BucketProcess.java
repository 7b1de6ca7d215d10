package live.griot.app.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bucket in a process of its own (s3proxy, which the recording module's tests unpack), that can be killed and started again where it was. */
public final class BucketProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of("..", "recording", "target", "s3proxy", "s3proxy-jar-with-dependencies.jar");
    private static final String BUCKET = "recordings";
    private static final String KEY = "griot-test";
    private static final String SECRET = "a secret that nobody but the test has";
    private static final long PATIENCE_SECONDS = 60;

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    /** Prepares one whose files are in a directory; it runs once it is started. */
    public BucketProcess(Path directory) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(
                    "There is no %s: ./mvnw -pl recording process-test-resources".formatted(JAR));
        }
        this.directory = Files.createDirectories(directory);
        Files.createDirectories(directory.resolve("files").resolve(BUCKET));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    /** Returns what the program has to be told to use it. */
    public Map<String, String> properties() {
        return Map.of(
                "griot.recording.s3.bucket", BUCKET,
                "griot.recording.s3.endpoint", "http://127.0.0.1:" + port,
                "griot.recording.s3.access-key", KEY,
                "griot.recording.s3.secret-key", SECRET);
    }

    /** Starts it, and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        Path settings = Files.write(
                directory.resolve("s3proxy.conf"),
                List.of(
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.identity=" + KEY,
                        "s3proxy.credential=" + SECRET,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + directory.resolve("files")));
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        process = started;
        Poll.until("the bucket answers", Duration.ofSeconds(PATIENCE_SECONDS), this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it as a power cut does, if it runs. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The bucket outlived being killed");
            }
        }
    }

    /** Returns the keys of what it has, in order. */
    public List<String> keys() throws IOException {
        Path bucket = directory.resolve("files").resolve(BUCKET);
        try (Stream<Path> all = Files.walk(bucket)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
