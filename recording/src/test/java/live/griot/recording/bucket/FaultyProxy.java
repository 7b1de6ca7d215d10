package live.griot.recording.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Stands before a server, and does to it what networks and full disks do. */
final class FaultyProxy implements AutoCloseable {
    private static final byte[] NO_ROOM =
            "HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int CUT_AFTER = 1_500;

    /** What it does to each connection from then on. */
    enum Fault {
        NONE,
        /** Nobody is there. */
        AWAY,
        /** What is asked is heard, and never answered. */
        SILENT,
        /** There is no room. */
        FULL,
        /** Answers end in the middle. */
        CUT
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    FaultyProxy(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    /** Does that from now on; connections that are open end. */
    void become(Fault next) throws IOException {
        fault = next;
        for (Socket one : open) {
            one.close();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        Fault now = fault;
        try (client) {
            switch (now) {
                case AWAY -> client.setSoLinger(true, 0);
                case SILENT -> closed.await();
                case FULL -> {
                    int head = client.getInputStream().read(new byte[65_536]);
                    if (head > 0) {
                        client.getOutputStream().write(NO_ROOM);
                    }
                }
                case NONE, CUT -> forward(client, now == Fault.CUT ? CUT_AFTER : Long.MAX_VALUE);
            }
        } catch (IOException ended) {
            // As networks do.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void forward(Socket client, long most) throws IOException {
        try (Socket to = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread up = Thread.ofVirtual().start(() -> copyQuietly(client, to));
            copy(to.getInputStream(), client.getOutputStream(), most);
            up.interrupt();
        }
    }

    private static void copyQuietly(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), Long.MAX_VALUE);
        } catch (IOException ended) {
            // The other side has ended it.
        }
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] chunk = new byte[8_192];
        long left = most;
        for (int read = from.read(chunk); read >= 0 && left > 0; read = from.read(chunk)) {
            to.write(chunk, 0, (int) Math.min(read, left));
            left -= read;
            if (left <= 0) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
