package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Peers that are reached by TCP (RFC 6544, RFC 4571), and what becomes of those who misuse it. */
class TcpListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 30_000;

    private final RecordedEvents events = new RecordedEvents();
    private final ExecutorService ingest = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Consumer<Frame> onFrame = frames::add;
    private final TcpListener listener =
            TcpListener.bind(List.of(LOOPBACK), 0, ingest, new Handler(), events, System::nanoTime);
    private final List<Socket> sockets = new ArrayList<>();
    private final DatagramPort port = DatagramPort.bind(List.of(LOOPBACK), 0, events);
    private final DatagramSender sender = port.sender();

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Frame(byte[] bytes, NetworkPath path) {}

    private final class Handler implements FrameHandler {
        @Override
        public void onFrame(byte[] bytes, NetworkPath path) {
            onFrame.accept(new Frame(bytes, path));
        }

        @Override
        public void onFramesRead() {
            reads.incrementAndGet();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        sender.close();
        port.close();
        listener.close();
        ingest.shutdownNow();
    }

    @Test
    void packets_come_and_go_framed_and_in_order() throws Exception {
        Socket one = socket();
        Socket other = socket();
        for (int i = 0; i < 300; i++) {
            write(one, i, 20 + i);
        }
        Frame last = frames.take();
        for (int i = 0; i < 300; i++) {
            assertThat(UdpFixture.number(last.bytes())).isEqualTo(i);
            assertThat(last.bytes()).hasSize(20 + i);
            last = i < 299 ? frames.take() : last;
        }
        RecordedEvents.await("a read is told of", () -> reads.get() > 0);
        assertThat(last.path().remote()).isEqualTo(one.getLocalSocketAddress());
        write(other, 7, 20);
        NetworkPath otherPath = frames.take().path();
        assertThat(otherPath).isNotEqualTo(last.path());

        for (int i = 0; i < 90; i++) {
            NetworkPath to = i % 3 == 0 ? otherPath : last.path();
            assertThat(sender.isWritable(to)).isTrue();
            sender.send(to, UdpFixture.bytes(i, 1_000 + i), 1_000 + i);
        }
        sender.flush();

        for (int i = 0; i < 90; i++) {
            assertThat(read(i % 3 == 0 ? other : one)).isEqualTo(UdpFixture.bytes(i, 1_000 + i));
        }
    }

    @Test
    void a_handler_that_throws_costs_its_connection_and_no_other() throws Exception {
        Socket bad = socket();
        Socket good = socket();
        List<Integer> taken = new CopyOnWriteArrayList<>();
        onFrame = frame -> {
            if (UdpFixture.number(frame.bytes()) == 13) {
                throw new IllegalStateException("A bug");
            }
            taken.add(UdpFixture.number(frame.bytes()));
        };

        write(good, 1, 20);
        RecordedEvents.await("the first", () -> taken.contains(1));
        write(bad, 13, 20);

        assertClosed(bad);
        assertThat(events.bugs).hasSize(1);
        for (int i = 2; i < 5; i++) {
            int next = i;
            write(good, next, 20);
            RecordedEvents.await("the others go on", () -> taken.contains(next));
        }
        assertThat(events.bugs).hasSize(1);
    }

    @Test
    void an_ingest_thread_that_is_gone_leaves_no_deaf_connection() throws Exception {
        Socket socket = socket();
        write(socket, 1, 20);
        frames.take().path().verified(System.nanoTime() + TimeUnit.HOURS.toNanos(1));

        ingest.shutdown();
        write(socket, 2, 20);

        assertClosed(socket);
    }

    @Test
    void what_is_no_packet_ends_its_connection_and_is_counted() throws Exception {
        Socket good = socket();
        for (byte[] bad :
                List.of(new byte[] {0, 0}, new byte[] {(byte) 0xFF, (byte) 0xFF}, new byte[] {'G', 'E', 'T'})) {
            Socket hostile = socket();
            hostile.getOutputStream().write(bad);
            assertClosed(hostile);
        }
        assertThat(events.malformed).hasValue(3);
        write(good, 3, 20);
        assertThat(UdpFixture.number(frames.take().bytes())).isEqualTo(3);
    }

    @Test
    void who_does_not_read_loses_packets_alone() throws Exception {
        Socket slow = socket();
        Socket quick = socket();
        write(slow, 1, 20);
        NetworkPath toSlow = frames.take().path();
        write(quick, 2, 20);
        NetworkPath toQuick = frames.take().path();

        int sent = 0;
        while (events.overflowed.get() == 0) {
            assertThat(sent).as("what waits for one who does not read").isLessThan(50_000);
            sender.send(toSlow, new byte[1_000], 1_000);
            sender.send(toQuick, UdpFixture.bytes(sent, 1_000), 1_000);
            sender.flush();
            assertThat(UdpFixture.number(read(quick))).isEqualTo(sent++);
        }
        assertThat(sender.isWritable(toSlow)).isFalse();
        assertThat(sender.isWritable(toQuick)).isTrue();
    }

    @Test
    void what_is_sent_to_who_is_gone_is_forgotten() throws Exception {
        Socket socket = socket();
        write(socket, 1, 20);
        NetworkPath path = frames.take().path();
        socket.close();

        for (int i = 0; i < 1_000; i++) {
            sender.send(path, new byte[1_000], 1_000);
            assertThatCode(sender::flush).doesNotThrowAnyException();
        }
    }

    @Test
    void a_taken_port_is_refused_with_a_sentence_and_leaves_no_thread() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            long before = threads();

            PortUnavailable refused = catchThrowableOfType(PortUnavailable.class, () -> bindAt(taken.getLocalPort()));

            assertThat(refused)
                    .hasMessage("TCP port " + taken.getLocalPort() + " of 127.0.0.1 is taken by another program");
            assertThat(refused.protocol()).isEqualTo(PortUnavailable.Protocol.TCP);
            assertThat(refused.port()).isEqualTo(taken.getLocalPort());
            RecordedEvents.await("its thread ends", () -> threads() <= before);
        }
    }

    @RepeatedTest(50)
    void who_connects_a_moment_before_the_end_is_let_go() throws Exception {
        TcpListener other = bindAt(0);
        try (Socket connected = new Socket(LOOPBACK, other.port())) {
            other.close();
            connected.setSoTimeout(PATIENCE_MILLIS);
            assertClosed(connected);
        }
    }

    @Test
    void its_threads_let_the_program_end_and_end_with_it() throws Exception {
        TcpListener other = bindAt(0);
        try (Socket connected = new Socket(LOOPBACK, other.port())) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("edge-tcp"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
            long before = threads();

            other.close();

            connected.setSoTimeout(PATIENCE_MILLIS);
            assertClosed(connected);
            RecordedEvents.await("its thread ends", () -> threads() < before);
            bindAt(other.port()).close();
        }
    }

    @Test
    void one_address_gets_so_many_connections() throws Exception {
        for (int i = 0; i < NetLimits.TCP_CONNECTIONS_PER_ADDRESS; i++) {
            socket();
        }

        assertClosed(socket());

        assertThat(events.tooMany).hasValue(1);
    }

    @Test
    void who_shows_no_credential_or_none_for_long_is_let_go_and_who_does_stays() throws Exception {
        Socket peer = socket();
        Socket stranger = socket();
        write(peer, 1, 20);
        frames.take().path().verified(System.nanoTime());
        Socket silent = socket();
        write(silent, 1, 20);
        frames.take().path().verified(System.nanoTime() - NetLimits.TCP_SILENT_NANOS);
        long beganNanos = System.nanoTime();

        assertClosed(stranger);
        assertClosed(silent);

        assertThat(System.nanoTime() - beganNanos)
                .isGreaterThan(NetLimits.TCP_UNVERIFIED_NANOS - TimeUnit.SECONDS.toNanos(1));
        write(peer, 2, 20);
        assertThat(UdpFixture.number(frames.take().bytes())).isEqualTo(2);
    }

    private TcpListener bindAt(int tcpPort) {
        return TcpListener.bind(List.of(LOOPBACK), tcpPort, ingest, new Handler(), events, System::nanoTime);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("edge-tcp"))
                .count();
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket(LOOPBACK, listener.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, int number, int length) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(length);
        out.write(UdpFixture.bytes(number, length));
    }

    private static byte[] read(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] packet = new byte[in.readUnsignedShort()];
        in.readFully(packet);
        return packet;
    }

    private static void assertClosed(Socket socket) throws IOException {
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
