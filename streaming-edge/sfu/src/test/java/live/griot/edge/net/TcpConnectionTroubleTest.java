package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever fails behind a TCP connection, it reads on or is closed at once, and keeps no memory. */
class TcpConnectionTroubleTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** A stranger would be let go after ten seconds anyway. */
    private static final int AT_ONCE_MILLIS = (int) TimeUnit.NANOSECONDS.toMillis(NetLimits.TCP_UNVERIFIED_NANOS) / 2;

    private static final int MANY = 20_000;
    private static final long FEW_BYTES = 16 * 1_024 * 1_024;

    private final RecordedEvents events = new RecordedEvents();
    private final ExecutorService ingest = Executors.newSingleThreadExecutor();
    private final BlockingQueue<NetworkPath> paths = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        ingest.shutdownNow();
    }

    @Test
    void what_fails_once_all_was_taken_is_told_and_the_connection_reads_on() throws Exception {
        Socket socket = connected(ingest, new Handler() {
            @Override
            public void onFramesRead() {
                throw new IllegalStateException("A bug");
            }
        });
        for (int i = 1; i <= 3; i++) {
            write(socket, 20);
            assertThat(paths.take()).isNotNull();
            int told = i;
            RecordedEvents.await("the bug is told", () -> events.bugs.size() == told);
        }
    }

    @Test
    void an_error_goes_on_to_the_thread_and_leaves_no_deaf_connection() throws Exception {
        Socket socket = connected(ingest, new Handler() {
            @Override
            public void onFrame(byte[] bytes, NetworkPath path) {
                throw new StackOverflowError("A bug");
            }
        });
        write(socket, 20);

        assertClosedAtOnce(socket);
        assertThat(events.bugs).isEmpty();
    }

    @Test
    void an_ingest_thread_that_takes_nothing_leaves_no_deaf_connection() throws Exception {
        Socket socket = connected(
                task -> {
                    throw new IllegalStateException("A bug");
                },
                new Handler());
        write(socket, 20);

        assertClosedAtOnce(socket);
    }

    @Test
    void nothing_is_kept_of_what_was_read() throws Exception {
        Socket socket = connected(ingest, new Handler());
        long before = memory();
        for (int i = 0; i < MANY; i++) {
            write(socket, DatagramSender.MAX_DATAGRAM);
            paths.take();
        }

        assertThat(memory() - before).isLessThan(FEW_BYTES);
    }

    @Test
    void nothing_is_kept_of_what_could_not_be_written() throws Exception {
        Socket slow = connected(ingest, new Handler());
        write(slow, 20);
        NetworkPath path = paths.take();
        DatagramPort port = opened(DatagramPort.bind(List.of(LOOPBACK), 0, events));
        DatagramSender sender = opened(port.sender());
        while (events.overflowed.get() == 0) {
            send(sender, path);
        }
        long before = memory();
        for (int i = 0; i < MANY; i++) {
            send(sender, path);
        }
        assertThat(memory() - before).as("by who does not read").isLessThan(FEW_BYTES);

        slow.close();
        // What waited is let go with the connection, and from then on nothing is counted as lost to it.
        RecordedEvents.await("the connection is gone", () -> {
            int lost = events.overflowed.get();
            send(sender, path);
            return events.overflowed.get() == lost;
        });
        for (int i = 0; i < MANY; i++) {
            send(sender, path);
        }
        assertThat(memory() - before).as("by who is gone").isLessThan(FEW_BYTES);
    }

    private static void send(DatagramSender sender, NetworkPath path) {
        sender.send(path, new byte[DatagramSender.MAX_DATAGRAM], DatagramSender.MAX_DATAGRAM);
        sender.flush();
    }

    private static long memory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private class Handler implements FrameHandler {
        @Override
        public void onFrame(byte[] bytes, NetworkPath path) {
            paths.add(path);
        }

        @Override
        public void onFramesRead() {
            // All is taken.
        }
    }

    private Socket connected(Executor thread, FrameHandler handler) throws IOException {
        TcpListener listener =
                opened(TcpListener.bind(List.of(LOOPBACK), 0, thread, handler, events, System::nanoTime));
        Socket socket = opened(new Socket(LOOPBACK, listener.port()));
        socket.setSoTimeout(AT_ONCE_MILLIS);
        return socket;
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private static void write(Socket socket, int length) throws IOException {
        byte[] framed = new byte[2 + length];
        framed[0] = (byte) (length >> 8);
        framed[1] = (byte) length;
        socket.getOutputStream().write(framed);
    }

    private static void assertClosedAtOnce(Socket socket) throws IOException {
        @Nullable SocketException reset = null;
        int read = -1;
        try {
            read = socket.getInputStream().read();
        } catch (SocketException closedWithBytesUnread) {
            reset = closedWithBytesUnread;
        }
        assertThat(reset != null || read == -1).as("closed").isTrue();
    }
}
