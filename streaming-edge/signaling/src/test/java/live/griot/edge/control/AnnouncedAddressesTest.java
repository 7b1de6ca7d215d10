package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What peers are told, with real sockets on which a STUN server answers, changes its mind, or is silent. */
@ExtendWith(OutputCaptureExtension.class)
class AnnouncedAddressesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetAddress SET = address("192.0.2.7");
    private static final InetAddress PUBLIC = address("203.0.113.5");

    @Test
    void the_public_address_is_announced_beside_those_that_are_set(CapturedOutput log) throws Exception {
        try (StunServer server = new StunServer(PUBLIC)) {
            AnnouncedAddresses addresses = addresses(server.name(), PATIENCE, "192.0.2.7", "127.0.0.1");

            assertThat(addresses.look()).containsExactly(SET, PUBLIC, LOOPBACK);
        }
        assertThat(log)
                .containsOnlyOnce("The edge announces 192.0.2.7 (not this machine's), 203.0.113.5 (not this machine's),"
                        + " 127.0.0.1 (this machine's)")
                .doesNotContain("None of them");
    }

    @Test
    void what_is_announced_already_is_announced_once() throws Exception {
        try (StunServer server = new StunServer(SET)) {
            assertThat(addresses(server.name(), PATIENCE, "192.0.2.7").look()).containsExactly(SET);
        }
    }

    @Test
    void where_none_is_this_machines_the_log_warns(CapturedOutput log) {
        assertThat(addresses("", PATIENCE, "192.0.2.7").look()).containsExactly(SET);

        assertThat(log.getOut().lines().filter(line -> line.contains("The edge announces")))
                .singleElement()
                .asString()
                .contains("WARN", "192.0.2.7 (not this machine's). None of them is this machine's");
    }

    @Test
    void a_change_is_announced_to_new_peers() throws Exception {
        FakeEdge edge = new FakeEdge();
        try (StunServer server = new StunServer(PUBLIC)) {
            EdgeProperties properties = properties(server.name(), List.of("192.0.2.7"));
            AnnouncedAddresses addresses = new AnnouncedAddresses(properties, PATIENCE);
            assertThat(addresses.look()).containsExactly(SET, PUBLIC);
            AddressWatch watch = new AddressWatch(edge, addresses, properties);
            watch.start();
            server.seen = address("203.0.113.6");

            awaitAnnounced(edge);
            watch.stop();
        }

        assertThat(edge.announced).first().isEqualTo(List.of(SET, address("203.0.113.6")));
    }

    @Test
    void a_round_that_fails_is_not_the_last(CapturedOutput log) throws Exception {
        FakeEdge edge = new FakeEdge();
        AtomicInteger rounds = new AtomicInteger();
        edge.fault = () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new StackOverflowError("An edge with a bug");
            }
        };
        try (StunServer server = new StunServer(PUBLIC)) {
            EdgeProperties properties = properties(server.name(), List.of("192.0.2.7"));
            AddressWatch watch = new AddressWatch(edge, new AnnouncedAddresses(properties, PATIENCE), properties);
            watch.start();
            awaitAnnounced(edge);
            watch.stop();
        }

        assertThat(edge.announced).first().isEqualTo(List.of(SET, PUBLIC));
        assertThat(log).containsOnlyOnce("could not be found: java.lang.StackOverflowError: An edge with a bug");
    }

    @Test
    void a_server_that_never_answers_costs_a_bounded_time_and_one_line(CapturedOutput log) throws Exception {
        try (StunServer server = new StunServer(null)) {
            AnnouncedAddresses addresses = addresses(server.name(), Duration.ofMillis(600), "192.0.2.7");

            assertThat(addresses.look()).containsExactly(SET);
            assertThat(addresses.look()).containsExactly(SET);

            assertThat(server.requests).hasPositiveValue();
        }
        assertThat(log.getOut().lines().filter(line -> line.contains("discover-address) does not answer")))
                .hasSize(1);
    }

    @Test
    void a_server_that_falls_silent_leaves_what_it_said(CapturedOutput log) throws Exception {
        try (StunServer server = new StunServer(PUBLIC)) {
            AnnouncedAddresses addresses = addresses(server.name(), Duration.ofMillis(600), "192.0.2.7");
            addresses.look();
            server.seen = null;

            assertThat(addresses.look()).containsExactly(SET, PUBLIC);
        }
        assertThat(log).contains("what it said before stands");
    }

    @Test
    void a_name_that_nobody_knows_is_as_good_as_no_answer() {
        assertThat(addresses("nobody.invalid:3478", PATIENCE, "192.0.2.7").look())
                .containsExactly(SET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stun:stun.example:3478", "host:port", "a b", "host:0", "host:99999", "user@host:1", "host/path"
            })
    void what_is_no_server_is_refused_at_the_start(String server) {
        assertThatThrownBy(() -> addresses(server, PATIENCE, "192.0.2.7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("griot.edge.discover-address");
    }

    @Test
    void without_any_that_are_set_those_that_are_bound_are_announced() {
        assertThat(LocalAddresses.announced(List.of(), List.of("127.0.0.1"))).containsExactly(LOOPBACK);
        assertThat(LocalAddresses.announced(List.of("192.0.2.7"), List.of("127.0.0.1")))
                .containsExactly(SET);
        assertThat(LocalAddresses.announced(List.of(), List.of("0.0.0.0")))
                .isEqualTo(LocalAddresses.announced(List.of(), List.of()))
                .contains(LOOPBACK);
        assertThat(LocalAddresses.bound(List.of("127.0.0.1", "::1"))).containsExactly(LOOPBACK, address("::1"));
        assertThatThrownBy(() -> LocalAddresses.bound(List.of("no such name")))
                .hasMessageContaining("griot.edge.bind-addresses");
    }

    private static void awaitAnnounced(FakeEdge edge) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (edge.announced.isEmpty() && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static AnnouncedAddresses addresses(String server, Duration atMost, String... set) {
        return new AnnouncedAddresses(properties(server, List.of(set)), atMost);
    }

    private static EdgeProperties properties(String server, List<String> set) {
        return new EdgeProperties(
                0, -1, set, List.of(), server, Duration.ofSeconds(1), 1, Duration.ofSeconds(3), 10, 1500, List.of());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A socket on which each request is answered with an address, or with nothing. */
    private static final class StunServer implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
        volatile @Nullable InetAddress seen;
        final AtomicInteger requests = new AtomicInteger();

        StunServer(@Nullable InetAddress seen) throws IOException {
            this.seen = seen;
            Thread.ofVirtual().start(this::serve);
        }

        String name() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        private void serve() {
            try {
                while (!socket.isClosed()) {
                    DatagramPacket request = new DatagramPacket(new byte[1_500], 1_500);
                    socket.receive(request);
                    requests.incrementAndGet();
                    InetAddress told = seen;
                    if (told != null) {
                        byte[] answer = new StunWriter(
                                        StunMessage.BINDING_SUCCESS, Arrays.copyOfRange(request.getData(), 8, 20))
                                .mappedAddress(new InetSocketAddress(told, 4_242))
                                .finishUnsigned();
                        socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
