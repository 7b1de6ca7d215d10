package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.griot.edge.rtp.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link DatagramPort} keeps, against real sockets. */
abstract class DatagramPortContract {
    static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 30_000;

    final RecordedEvents events = new RecordedEvents();
    private final List<AutoCloseable> open = new ArrayList<>();

    abstract DatagramPort bind(List<InetAddress> addresses, int port);

    /** Returns addresses of this machine to which a datagram may be sent and is answered from. */
    List<InetAddress> ownAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(DatagramPortContract::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
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

    @Test
    void an_answer_leaves_from_the_address_that_was_asked() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        List<InetAddress> own = ownAddresses();
        assertThat(own).contains(LOOPBACK);

        for (InetAddress address : own) {
            DatagramSocket peer = socket();
            // What comes from another address is not received by a connected socket.
            peer.connect(address, port.port());
            peer.send(datagram(1, 100));
            Received question = receive(port, 1).get(0);
            assertThat(question.path().local()).isEqualTo(address);
            assertThat(question.path().remote()).isEqualTo(peer.getLocalSocketAddress());

            for (int i = 0; i < 3; i++) {
                sender.send(question.path(), bytes(i, 100), 100);
            }
            sender.flush();

            assertThat(numbers(peer, 3)).as("from %s", address).containsExactly(0, 1, 2);
        }
        assertThat(events.failed).isEmpty();
    }

    @Test
    void a_port_of_one_address_hears_nothing_on_another() throws Exception {
        List<InetAddress> own = ownAddresses();
        InetAddress here = LOOPBACK;
        InetAddress other =
                own.stream().filter(one -> !one.equals(here)).findFirst().orElseThrow();
        DatagramPort port = opened(bind(List.of(here), 0));

        socket().send(datagram(1, 20, other, port.port()));
        socket().send(datagram(2, 20, here, port.port()));

        assertThat(receive(port, 1).get(0).number()).isEqualTo(2);
        assertThat(port.receive(0, (bytes, path) -> {})).isZero();
    }

    @Test
    void several_addresses_share_a_port_and_answer_each_from_its_own() throws Exception {
        List<InetAddress> two = ownAddresses().stream().limit(2).toList();
        assertThat(two).hasSize(2);
        DatagramPort port = opened(bind(two, 0));
        DatagramSender sender = opened(port.sender());
        List<DatagramSocket> peers = new ArrayList<>();
        for (InetAddress address : two) {
            DatagramSocket peer = socket();
            peer.connect(address, port.port());
            peer.send(datagram(peers.size(), 20));
            peers.add(peer);
        }

        for (Received question : receive(port, 2)) {
            sender.send(question.path(), bytes(question.number(), 20), 20);
        }
        sender.flush();

        assertThat(numbers(peers.get(0), 1)).containsExactly(0);
        assertThat(numbers(peers.get(1), 1)).containsExactly(1);
    }

    @Test
    void a_taken_port_is_refused_with_a_sentence_and_leaves_nothing_open() throws Exception {
        InetAddress here = LOOPBACK;
        InetAddress other = ownAddresses().stream()
                .filter(one -> !one.equals(here))
                .findFirst()
                .orElseThrow();
        int taken = opened(new DatagramSocket(new InetSocketAddress(here, 0))).getLocalPort();
        assertThat(refusal(List.of(here), taken))
                .hasMessage("UDP port " + taken + " of 127.0.0.1 is taken by another program");
        List<String> before = descriptors();

        PortUnavailable refused = refusal(List.of(other, here), taken);

        assertThat(refused).hasMessage("UDP port " + taken + " of 127.0.0.1 is taken by another program");
        assertThat(refused.port()).isEqualTo(taken);
        assertThat(refused.protocol()).isEqualTo(PortUnavailable.Protocol.UDP);
        assertThat(refusal(List.of(), taken))
                .hasMessageMatching("UDP port " + taken + " of .* is taken by another program");
        assertThat(descriptors()).isEqualTo(before);
        opened(bind(List.of(other), taken));
    }

    @Test
    void an_address_of_another_machine_is_refused_with_a_sentence() throws Exception {
        assertThat(refusal(List.of(InetAddress.getByName("198.51.100.1")), 0))
                .hasMessage("UDP port 0 of 198.51.100.1 cannot be bound: this machine does not have that address");
    }

    @Test
    void datagrams_of_one_size_and_a_shorter_one_arrive_in_order() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket peer = socket();
        NetworkPath path = pathOf(peer, port);

        for (int i = 0; i < 9; i++) {
            sender.send(path, bytes(i, 1_200), 1_200);
        }
        sender.send(path, bytes(9, 300), 300);
        sender.flush();

        for (int i = 0; i < 10; i++) {
            DatagramPacket came = next(peer);
            assertThat(came.getLength()).isEqualTo(i < 9 ? 1_200 : 300);
            assertThat(Arrays.copyOf(came.getData(), came.getLength())).isEqualTo(bytes(i, came.getLength()));
        }
    }

    @Test
    void each_path_gets_its_own_in_order_whatever_their_sizes() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        List<DatagramSocket> peers = List.of(socket(), socket(), socket());
        List<NetworkPath> paths = new ArrayList<>();
        for (DatagramSocket peer : peers) {
            paths.add(pathOf(peer, port));
        }
        List<List<Integer>> sent = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] sizes = {1_000, 1_000, 400, 400, 1_500, 20, 1_000};

        for (int i = 0; i < 210; i++) {
            int to = i / 4 % 3;
            sender.send(paths.get(to), bytes(i, sizes[i % sizes.length]), sizes[i % sizes.length]);
            sent.get(to).add(i);
        }
        sender.flush();

        for (int to = 0; to < 3; to++) {
            assertThat(numbers(peers.get(to), sent.get(to).size())).isEqualTo(sent.get(to));
        }
    }

    @Test
    void more_than_the_memory_takes_leaves_before_the_flush() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        List<DatagramSocket> peers = new ArrayList<>();
        List<NetworkPath> paths = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            peers.add(socket());
            paths.add(pathOf(peers.get(i), port));
        }
        int each = NetLimits.SEND_MEMORY / 1_000 / 12 + 5;

        for (int i = 0; i < each; i++) {
            for (NetworkPath path : paths) {
                sender.send(path, bytes(i, 1_000), 1_000);
            }
        }
        sender.flush();

        List<Integer> all = Stream.iterate(0, i -> i + 1).limit(each).toList();
        for (DatagramSocket peer : peers) {
            assertThat(numbers(peer, each)).isEqualTo(all);
        }
        assertThat(events.overflowed).hasValue(0);
    }

    @Test
    void what_was_written_and_not_added_leaves_by_no_path() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket broken = socket();
        DatagramSocket other = socket();
        NetworkPath brokenPath = pathOf(broken, port);
        NetworkPath otherPath = pathOf(other, port);

        write(sender, bytes(1, 500));
        sender.add(brokenPath, 500);
        write(sender, bytes(666, 1_400));
        // Here sealing failed: the next is written over it.
        write(sender, bytes(2, 100));
        sender.add(otherPath, 100);
        sender.flush();

        assertThat(numbers(broken, 1)).containsExactly(1);
        DatagramPacket came = next(other);
        assertThat(Arrays.copyOf(came.getData(), came.getLength())).isEqualTo(bytes(2, 100));
        sender.send(brokenPath, bytes(3, 500), 500);
        sender.flush();
        assertThat(numbers(broken, 1)).containsExactly(3);
    }

    @Test
    void a_length_that_no_datagram_has_is_a_bug_and_adds_nothing() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket peer = socket();
        NetworkPath path = pathOf(peer, port);

        for (int length : new int[] {-1, 0, DatagramSender.MAX_DATAGRAM + 1}) {
            assertThatThrownBy(() -> sender.add(path, length)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sender.send(path, new byte[2_000], length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        sender.send(path, bytes(7, 20), 20);
        sender.flush();

        assertThat(numbers(peer, 1)).containsExactly(7);
    }

    @Test
    void what_cannot_be_sent_is_counted_and_everybody_else_gets_theirs() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket first = socket();
        DatagramSocket last = socket();
        NetworkPath toFirst = pathOf(first, port);
        NetworkPath toLast = pathOf(last, port);
        NetworkPath nowhere = NetworkPath.Udp.to(new InetSocketAddress(LOOPBACK, 0));
        NetworkPath everybody = NetworkPath.Udp.to(new InetSocketAddress("255.255.255.255", 9));

        for (int i = 0; i < 5; i++) {
            sender.send(toFirst, bytes(i, 200), 200);
        }
        for (int i = 0; i < 3; i++) {
            sender.send(nowhere, bytes(i, 200), 200);
        }
        for (int i = 0; i < 4; i++) {
            sender.send(everybody, bytes(i, 200), 200);
        }
        for (int i = 0; i < 5; i++) {
            sender.send(toLast, bytes(i, 200), 200);
        }
        sender.flush();

        assertThat(numbers(first, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(numbers(last, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(events.failed).isEqualTo(failures(3, 4));
        assertThat(events.refusing).isEmpty();
        assertThat(events.overflowed).hasValue(0);
    }

    /** Returns how the failures of datagrams to port 0, and to all of the network, are counted. */
    abstract Map<String, Integer> failures(int toPortZero, int toEverybody);

    @Test
    void a_wait_is_ended_by_another_thread_and_by_one_that_came_before() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> port.receive(LONG_NANOS, (bytes, path) -> {}));
        while (!waiting.isDone()) {
            port.wakeup();
            Thread.onSpinWait();
        }
        assertThat(waiting.get()).isZero();

        for (int i = 0; i < 100; i++) {
            port.wakeup();
            port.wakeup();
            assertThat(port.receive(LONG_NANOS, (bytes, path) -> {})).isZero();
        }
    }

    @Test
    void a_wait_that_nothing_ends_is_over_after_its_time() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        for (long nanos : new long[] {0, 1, 200_000, 3_000_000}) {
            long beganNanos = System.nanoTime();
            assertThat(port.receive(nanos, (bytes, path) -> {})).isZero();
            assertThat(System.nanoTime() - beganNanos).isGreaterThanOrEqualTo(nanos);
        }
    }

    @Test
    void closing_ends_the_wait_and_releases_the_port() throws Exception {
        DatagramPort port = bind(List.of(), 0);
        DatagramSender sender = opened(port.sender());
        DatagramSocket peer = socket();
        NetworkPath path = pathOf(peer, port);
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> port.receive(LONG_NANOS, (bytes, from) -> {}));

        port.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(port.receive(LONG_NANOS, (bytes, from) -> {})).isEqualTo(-1);
        opened(bind(List.of(), port.port()));
        sender.send(path, bytes(1, 20), 20);
        assertThatCode(sender::flush).doesNotThrowAnyException();
        assertThatCode(port::wakeup).doesNotThrowAnyException();
        assertThatCode(port::close).doesNotThrowAnyException();
        assertThat(events.failed).isEmpty();
    }

    @Test
    void nothing_is_open_after_a_port_was_closed() throws Exception {
        bind(List.of(), 0).close();
        List<String> before = descriptors();
        try (DatagramPort port = bind(List.of(), 0);
                DatagramSender sender = port.sender()) {
            sender.send(pathOf(socket(), port), bytes(1, 20), 20);
            sender.flush();
            open.remove(open.size() - 1).close();
        }
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void a_handler_that_throws_misses_one_datagram_alone() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSocket peer = socket();
        for (int i = 0; i < 5; i++) {
            peer.send(datagram(i, 20, LOOPBACK, port.port()));
        }
        List<Integer> came = new ArrayList<>();

        RecordedEvents.await("four and one", () -> {
            port.receive(LONG_NANOS, (bytes, path) -> {
                if (number(bytes) == 2) {
                    throw new IllegalStateException("A bug");
                }
                came.add(number(bytes));
            });
            return came.size() == 4;
        });

        assertThat(came).containsExactly(0, 1, 3, 4);
        assertThat(events.bugs).hasSize(1);
    }

    @Test
    void what_is_too_long_is_counted_and_what_is_empty_is_a_datagram() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        InetAddress here = LOOPBACK;
        DatagramSocket peer = socket();
        peer.send(datagram(1, 1_501, here, port.port()));
        peer.send(datagram(2, 1_500, here, port.port()));
        peer.send(new DatagramPacket(new byte[0], 0, here, port.port()));

        List<Received> came = receive(port, 2);

        assertThat(came.get(0).bytes()).isEqualTo(bytes(2, 1_500));
        assertThat(came.get(1).bytes()).isEmpty();
        assertThat(events.oversized).hasValue(1);
    }

    @Test
    void a_known_peers_path_is_equal_and_another_ports_is_not() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        InetAddress here = LOOPBACK;
        DatagramSocket one = socket();
        DatagramSocket other = socket();
        one.send(datagram(1, 20, here, port.port()));
        other.send(datagram(2, 20, here, port.port()));
        one.send(datagram(3, 20, here, port.port()));

        List<Received> came = receive(port, 3);

        assertThat(came.get(2).path())
                .isEqualTo(came.get(0).path())
                .hasSameHashCodeAs(came.get(0).path());
        assertThat(came.get(1).path()).isNotEqualTo(came.get(0).path());
        assertThat(port.receiveBufferBytes()).isPositive();
        assertThat(port.sendBufferBytes()).isPositive();
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Received(byte[] bytes, NetworkPath.Udp path) {
        int number() {
            return DatagramPortContract.number(bytes);
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

    private static DatagramPacket datagram(int number, int length) {
        return new DatagramPacket(bytes(number, length), length);
    }

    static DatagramPacket datagram(int number, int length, InetAddress to, int port) {
        return new DatagramPacket(bytes(number, length), length, to, port);
    }

    private static void write(DatagramSender sender, byte[] bytes) {
        MemorySegment.copy(bytes, 0, sender.memory(), ValueLayout.JAVA_BYTE, sender.position(), bytes.length);
    }

    private PortUnavailable refusal(List<InetAddress> addresses, int port) {
        return catchThrowableOfType(PortUnavailable.class, () -> opened(bind(addresses, port)));
    }

    /** Returns the sockets, and what else waits, that this process has open. */
    private static List<String> descriptors() throws IOException {
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
