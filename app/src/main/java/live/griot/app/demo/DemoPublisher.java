package live.griot.app.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import live.griot.app.Griot;
import live.griot.tools.http.Failures;
import live.griot.tools.http.GriotClient;
import live.griot.tools.publish.PublishCommand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody on the demo's stage: a child that runs {@code griot publish}. It is started again when it ends, after pauses that grow, five
 * times in a row at most; one that ran for a minute counts as well. Each end is one line of the log. The child ends when its standard input
 * does, and so with this process, however that ends. Thread-safe.
 */
final class DemoPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPublisher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration GOOD_RUN = Duration.ofMinutes(1);
    private static final int MAX_RESTARTS = 5;
    private static final int LACKS_LIBRARY = 3;
    private static final int GOODBYE_SECONDS = 3;

    private final String name;
    private final Seat seat;
    private final int look;
    private final Thread supervisor;
    private volatile boolean closed;
    private volatile boolean gaveUp;
    private volatile @Nullable Process child;

    /** Gives a publisher its place on the stage, afresh for each start: a ticket does not live for ever. */
    interface Seat {
        /** Returns where to publish; may block. */
        GriotClient.Joined take() throws IOException, InterruptedException;
    }

    /** Starts somebody whose pattern has that look, 0 to 6. */
    DemoPublisher(String name, int look, Seat seat) {
        this.name = name;
        this.look = look;
        this.seat = seat;
        this.supervisor = Thread.ofVirtual().name("demo-" + name).start(this::supervise);
    }

    /** Returns whether it will not be started again. */
    boolean hasGivenUp() {
        return gaveUp;
    }

    private void supervise() {
        try {
            int restarts = 0;
            while (!closed) {
                long began = System.nanoTime();
                if (runOnce() == LACKS_LIBRARY || closed) {
                    break;
                }
                boolean ranWell = System.nanoTime() - began > GOOD_RUN.toNanos();
                restarts = ranWell ? 1 : restarts + 1;
                if (restarts > MAX_RESTARTS) {
                    LOG.warn("The demo's {} is not started again", name);
                    break;
                }
                Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (restarts - 1)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            gaveUp = true;
        }
    }

    /** Runs a child to its end; returns its exit code, or -1 when there was none. */
    private int runOnce() throws InterruptedException {
        String last = "";
        try {
            Process started = start(seat.take());
            try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                }
            }
            int exitCode = started.waitFor();
            if (!closed) {
                LOG.warn("The demo's {} has gone off air (exit code {}): {}", name, exitCode, last);
            }
            return exitCode;
        } catch (IOException failure) {
            if (!closed) {
                LOG.warn("The demo's {} cannot go on air: {}", name, Failures.sentence(failure));
            }
            return -1;
        }
    }

    private Process start(GriotClient.Joined joined) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(program());
        command.addAll(List.of(
                "publish",
                "--pattern",
                "--size=p360",
                "--bitrate=800",
                "--look=" + look,
                "--until-input-ends",
                "--whip-url=" + joined.whip().url()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PublishCommand.TOKEN_VARIABLE, joined.whip().token());
        synchronized (this) {
            if (closed) {
                throw new IOException("closed");
            }
            Process started = builder.start();
            child = started;
            return started;
        }
    }

    /** Returns what runs this program again: its jar, or its class path and main class. */
    private static List<String> program() {
        String classPath = System.getProperty("java.class.path");
        return isRunnableJar(classPath) ? List.of("-jar", classPath) : List.of("-cp", classPath, Griot.class.getName());
    }

    private static boolean isRunnableJar(String classPath) {
        if (classPath.contains(File.pathSeparator)
                || !classPath.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            return jar.getManifest() != null
                    && jar.getManifest().getMainAttributes().getValue("Start-Class") != null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Has the child say goodbye, and ends it if it does not. */
    @Override
    public void close() {
        Process running;
        synchronized (this) {
            closed = true;
            running = child;
        }
        supervisor.interrupt();
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (IOException gone) {
            running.destroyForcibly();
        } catch (InterruptedException stopped) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
