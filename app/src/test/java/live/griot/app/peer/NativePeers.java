package live.griot.app.peer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import live.griot.app.support.ApiClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A process of libwebrtc peers ({@link NativePeerMain}), which ends with this one at the latest. Thread-safe. */
public final class NativePeers implements AutoCloseable {
    /** What installs the libraries that libwebrtc is linked with. */
    private static final String REMEDY = "apt-get install libpulse0 libxcomposite1 libxfixes3 libxrandr2";

    private static final JsonMapper JSON = new JsonMapper();
    private static final File LOG = new File("target/native-peers.log");
    private static final int KILL_SECONDS = 10;

    private final Way way;
    private final Process process;
    private final Map<String, PeerFigures> figures = new ConcurrentHashMap<>();

    /** Starts peers that speak HTTP. Where the distribution lacks a library, the first look at a peer fails with the line that installs it. */
    public NativePeers() {
        this(Way.HTTP);
    }

    /** Starts peers that go that way. Where the distribution lacks a library, the first look at a peer fails with the line that installs it. */
    public NativePeers(Way way) {
        this.way = way;
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NativePeerMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.appendTo(LOG))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().name("native-peers").start(this::listen);
    }

    /** Publishes a moving picture and a tone with that codec, {@code VP8} or {@code H264}. */
    public NativePeer publish(
            String name, URI server, ApiClient.Answer joined, String codec, Picture picture, int port) {
        return begin(new PeerOrder(
                name,
                PeerOrder.Deed.PUBLISH,
                way,
                server.resolve(joined.at(way.toPublish())),
                joined.at("/ticket"),
                codec,
                port,
                picture));
    }

    /** Plays whatever is on air. */
    public NativePeer play(String name, URI server, ApiClient.Answer joined, int port) {
        return begin(new PeerOrder(
                name,
                PeerOrder.Deed.PLAY,
                way,
                server.resolve(joined.at(way.toPlay())),
                joined.at("/ticket"),
                "",
                port,
                Picture.SMALL));
    }

    private NativePeer begin(PeerOrder order) {
        figures.put(order.peer(), PeerFigures.none(order.peer()));
        tell(order);
        return new NativePeer(order.peer(), this);
    }

    PeerFigures figures(String name) {
        if (!process.isAlive()) {
            throw new AssertionError(
                    process.exitValue() == NativePeerMain.LACKS_LIBRARY
                            ? "libwebrtc lacks a library: " + REMEDY
                            : "The process of native peers has ended, see " + LOG);
        }
        return figures.getOrDefault(name, PeerFigures.none(name));
    }

    synchronized void tell(PeerOrder order) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(JSON.writeValueAsString(order))
                    .append('\n')
                    .flush();
        } catch (IOException ended) {
            throw new UncheckedIOException("The process of native peers has ended, see " + LOG, ended);
        }
    }

    /** Kills the process with no chance to say anything, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process of native peers outlived being killed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
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

    /** libwebrtc writes to the same place now and then. */
    private void note(String line) {
        try {
            PeerFigures told = JSON.readValue(line, PeerFigures.class);
            figures.put(told.peer(), told);
        } catch (JacksonException somethingElse) {
            System.err.println(line);
        }
    }
}
