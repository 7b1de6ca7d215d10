package live.griot.app.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The distribution's TURN server with the settings of {@code docker/turnserver.conf}, on the loopback address alone, relaying to it
 * alone. It stops with {@link #close}, and by itself after a while.
 */
public final class Coturn implements AutoCloseable {
    private static final Path SETTINGS = Path.of("..", "docker", "turnserver.conf");
    private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
    private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");
    private static final String HERE = "127.0.0.1";
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final long PATIENCE_SECONDS = 20;

    private final int port = freePort();
    private final Process process;

    /** Starts it with a secret of its own, and a directory for what it writes; throws with the line that installs it where there is none. */
    public Coturn(Path directory, String secret) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("There is no TURN server at %s: apt-get install coturn".formatted(PROGRAM));
        }
        process = start(
                "timeout",
                Long.toString(LIFE.toSeconds()),
                PROGRAM.toString(),
                "-c",
                SETTINGS.toString(),
                "--listening-ip=" + HERE,
                "--relay-ip=" + HERE,
                "--allowed-peer-ip=" + HERE,
                "--allow-loopback-peers",
                "--listening-port=" + port,
                "--static-auth-secret=" + secret,
                "--userdb=" + directory.resolve("turndb"),
                "--pidfile=" + directory.resolve("turnserver.pid"));
        CountDownLatch ready = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> readOn(process, ready));
        try {
            if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException("The TURN server does not start");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Returns the URL that clients are told. */
    public String url() {
        return "turn:%s:%d?transport=udp".formatted(HERE, port);
    }

    /** Returns where it answers STUN, {@code host:port}. */
    public String stunServer() {
        return "%s:%d".formatted(HERE, port);
    }

    /** Has coturn's own client ask for a relay to a peer; returns whether it got one, or the peer is forbidden. */
    public boolean relaysTo(String peer, String username, String credential) {
        Process client = start(
                "timeout",
                Long.toString(PATIENCE_SECONDS),
                CLIENT.toString(),
                "-u",
                username,
                "-w",
                credential,
                "-e",
                peer,
                "-r",
                "9",
                "-n",
                "1",
                "-m",
                "1",
                "-p",
                Integer.toString(port),
                HERE);
        StringBuilder all = new StringBuilder();
        try (BufferedReader said = client.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = said.readLine()) != null; all.append(line).append('\n')) {
                if (line.contains("tot_send_msgs")) {
                    return true;
                }
                if (line.contains("403 (Forbidden IP)")) {
                    return false;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            client.destroy();
        }
        throw new AssertionError("The TURN client was neither relayed nor forbidden:\n" + all);
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads what it says, so that it never waits to say more; the line about its database is the last one of a start. */
    private static void readOn(Process process, CountDownLatch ready) {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = said.readLine()) != null; ) {
                if (line.contains("DB connection success")) {
                    ready.countDown();
                }
            }
        } catch (IOException closed) {
            // The process is gone, and nobody waits for what it says.
        }
    }

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return probe.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
