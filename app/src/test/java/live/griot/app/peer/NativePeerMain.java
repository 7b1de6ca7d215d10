package live.griot.app.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * libwebrtc as peers of the edge, in a process of its own, for it can abort the JVM it lives in. Orders come as lines of JSON ({@link PeerOrder}) on
 * standard input, figures go as lines of JSON ({@link PeerFigures}) to standard output. It ends when its input does, or after ten minutes.
 */
final class NativePeerMain {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final long REPORT_MILLIS = 100;
    private static final int FAILED = 1;

    /** The process's exit status where the distribution lacks a library that libwebrtc needs. */
    static final int LACKS_LIBRARY = 3;

    /** Carries out orders and asks for figures, one after the other: libwebrtc is not asked about what is being closed. */
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();

    private final Map<String, NativeConnection> peers = new HashMap<>();

    private NativePeerMain() {}

    public static void main(String[] arguments) throws IOException {
        NativePeerMain main = new NativePeerMain();
        var _ = main.worker.scheduleAtFixedRate(main::report, REPORT_MILLIS, REPORT_MILLIS, TimeUnit.MILLISECONDS);
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(LONGEST_LIFE.toNanos());
            end(FAILED);
        });
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                PeerOrder order = JSON.readValue(line, PeerOrder.class);
                main.worker.execute(() -> main.carryOut(order));
            }
        }
        end(0);
    }

    private void carryOut(PeerOrder order) {
        try {
            switch (order.deed()) {
                case PUBLISH -> peers.put(order.peer(), NativePublisher.begin(order));
                case PLAY -> peers.put(order.peer(), NativePlayer.begin(order));
                case MARK -> named(order).mark();
                case CLOSE -> {
                    NativeConnection closing = named(order);
                    peers.remove(order.peer());
                    closing.close();
                }
            }
        } catch (LinkageError lacking) {
            lacking.printStackTrace();
            end(LACKS_LIBRARY);
        } catch (Exception failure) {
            failure.printStackTrace();
            end(FAILED);
        }
    }

    private NativeConnection named(PeerOrder order) {
        NativeConnection peer = peers.get(order.peer());
        if (peer == null) {
            throw new IllegalArgumentException("There is no peer " + order.peer());
        }
        return peer;
    }

    private void report() {
        for (NativeConnection peer : peers.values()) {
            peer.figures(figures -> {
                synchronized (System.out) {
                    System.out.println(JSON.writeValueAsString(figures));
                }
            });
        }
    }

    /** At once: libwebrtc's threads do not survive an orderly end of the JVM. */
    private static void end(int status) {
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
