package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.griot.edge.rtp.Bytes;
import org.junit.jupiter.api.AfterEach;

/** What the tests of UDP say, and both ways to open a port. What is opened is closed after each test. */
abstract class UdpFixture {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PATIENCE_MILLIS = 30_000;

    final RecordedEvents events = new RecordedEvents();
    private final Way way;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** How a port is opened. */
    enum Way {
        SYSTEM_CALLS,
        CHANNELS
    }

    UdpFixture(Way way) {
        this.way = way;
    }

    /** Returns both ways, where this is Linux. */
    static Stream<Way> ways() {
        return LinuxDatagramPort.isSupported() ? Stream.of(Way.values()) : Stream.of(Way.CHANNELS);
    }

    boolean isBySystemCalls() {
        return way == Way.SYSTEM_CALLS;
    }

    DatagramPort bind(List<InetAddress> addresses, int port) {
        return isBySystemCalls()
                ? LinuxDatagramPort.open(addresses, port, events)
                : ChannelDatagramPort.open(addresses, port, events);
    }

    /** Returns addresses of this machine to which a datagram may be sent and is answered from. */
    List<InetAddress> ownAddresses() throws IOException {
        List<InetAddress> own = new ArrayList<>(NetworkInterface.networkInterfaces()
                .filter(UdpFixture::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .toList());
        if (isBySystemCalls()) {
            // All of 127.0.0.0/8 is this machine, also what no interface names.
            own.add(0, InetAddress.getByName("127.0.0.2"));
            own.add(InetAddress.getByName("127.0.0.3"));
        }
        return own;
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (IOException gone) {
            return false;
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Received(byte[] bytes, NetworkPath.Udp path) {
        int number() {
            return UdpFixture.number(bytes);
        }
    }

    <T extends AutoCloseable> T opened(T one) {
        open.add(0, one);
        return one;
    }

    /** Returns a peer on every address of this machine. */
    DatagramSocket socket() throws IOException {
        DatagramSocket socket = opened(new DatagramSocket());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Returns the path by which a peer speaks to the port. */
    static NetworkPath.Udp pathOf(DatagramSocket peer, DatagramPort port) throws IOException {
        peer.send(datagram(0, 4, LOOPBACK, port.port()));
        return receive(port, 1).get(0).path();
    }

    static List<Received> receive(DatagramPort port, int count) {
        List<Received> came = new ArrayList<>();
        RecordedEvents.await(count + " datagrams", () -> {
            port.receive(TimeUnit.SECONDS.toNanos(1), (bytes, path) -> came.add(new Received(bytes, path)));
            return came.size() >= count;
        });
        assertThat(came).hasSize(count);
        return came;
    }

    static DatagramPacket next(DatagramSocket peer) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        peer.receive(packet);
        return packet;
    }

    static List<Integer> numbers(DatagramSocket peer, int count) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(number(next(peer).getData()));
        }
        return numbers;
    }

    static byte[] bytes(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        if (length >= 4) {
            Bytes.put32(bytes, 0, number);
        }
        return bytes;
    }

    static int number(byte[] bytes) {
        return Bytes.i32(bytes, 0);
    }

    static DatagramPacket datagram(int number, int length) {
        return new DatagramPacket(bytes(number, length), length);
    }

    static DatagramPacket datagram(int number, int length, InetAddress to, int port) {
        return new DatagramPacket(bytes(number, length), length, to, port);
    }

    static void write(DatagramSender sender, byte[] bytes) {
        MemorySegment.copy(bytes, 0, sender.memory(), ValueLayout.JAVA_BYTE, sender.position(), bytes.length);
    }

    PortUnavailable refusal(List<InetAddress> addresses, int port) {
        return catchThrowableOfType(PortUnavailable.class, () -> opened(bind(addresses, port)));
    }

    /** Returns the sockets, and what else waits, that this process has open. */
    static List<String> descriptors() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            for (Path link : links.toList()) {
                if (Files.isSymbolicLink(link)) {
                    String target = Files.readSymbolicLink(link).toString();
                    if (target.startsWith("socket:") || target.startsWith("anon_inode:")) {
                        all.add(link.getFileName() + " " + target);
                    }
                }
            }
        }
        all.sort(String::compareTo);
        return all;
    }
}
