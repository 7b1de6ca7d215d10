package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link DatagramPort} keeps, against real sockets. */
@ParameterizedClass
@MethodSource("ways")
class DatagramPortTest extends UdpFixture {
    DatagramPortTest(Way way) {
        super(way);
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
    void closing_ends_a_wait_in_whatever_moment_it_comes() throws Exception {
        for (int round = 0; round < 200; round++) {
            DatagramPort port = bind(List.of(LOOPBACK), 0);
            CompletableFuture<Void> loop = CompletableFuture.runAsync(() -> {
                while (port.receive(LONG_NANOS, (bytes, path) -> {}) >= 0) {
                    Thread.onSpinWait();
                }
            });
            for (int spin = 0; spin < 40 * round; spin++) {
                Thread.onSpinWait();
            }

            port.close();

            loop.get(30, TimeUnit.SECONDS);
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
        DatagramPort next = opened(bind(List.of(), port.port()));
        sender.send(path, bytes(1, 20), 20);
        assertThatCode(sender::flush).doesNotThrowAnyException();
        DatagramSender late = opened(port.sender());
        late.send(path, bytes(2, 20), 20);
        assertThatCode(late::flush).doesNotThrowAnyException();
        // Nor by what the operating system may have given the same number.
        DatagramSender nextSender = opened(next.sender());
        nextSender.send(path, bytes(3, 20), 20);
        nextSender.flush();
        assertThat(numbers(peer, 1)).containsExactly(3);
        assertThatCode(port::wakeup).doesNotThrowAnyException();
        assertThatCode(port::close).doesNotThrowAnyException();
        assertThat(events.failed).isEmpty();
    }

    @Test
    void nothing_is_open_after_a_port_was_closed() throws Exception {
        bind(List.of(), 0).close();
        List<String> before = descriptors();
        try (DatagramPort port = bind(List.of(), 0);
                DatagramSender sender = port.sender();
                DatagramSocket peer = socket()) {
            sender.send(pathOf(peer, port), bytes(1, 20), 20);
            sender.flush();
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
    void one_address_that_is_flooded_leaves_another_its_turn_and_a_receive_has_an_end() throws Exception {
        List<InetAddress> two = ownAddresses().stream().limit(2).toList();
        DatagramPort port = opened(bind(two, 0));
        DatagramSocket peer = socket();
        for (InetAddress flooded : two) {
            for (int i = 0; i < 3 * NetLimits.DATAGRAMS_PER_RECEIVE; i++) {
                peer.send(datagram(i, 20, flooded, port.port()));
            }
        }
        Set<InetAddress> heard = new HashSet<>();
        for (int turn = 0; turn < two.size(); turn++) {
            assertThat(port.receive(LONG_NANOS, (bytes, path) -> heard.add(Objects.requireNonNull(path.local()))))
                    .isEqualTo(NetLimits.DATAGRAMS_PER_RECEIVE);
        }

        assertThat(heard).containsExactlyInAnyOrderElementsOf(two);
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
}
