package live.griot.app.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bad network does what it is told to, and no more. */
class UdpImpairmentTest {
    private static final long START = 5_000_000_000L;
    private static final long MILLI = 1_000_000;

    @Test
    void a_network_that_is_not_impaired_delivers_everything_at_once() {
        assertThat(arrivals(Impairment.NONE, 1_000)).allMatch(delay -> delay == 0);
    }

    @Test
    void the_share_that_is_lost_is_the_share_asked_for() {
        assertThat(arrivals(Impairment.NONE.withLoss(0.05), 20_000).stream()
                        .filter(delay -> delay == OneWay.LOST)
                        .count())
                .isCloseTo(1_000, within(100L));
        assertThat(arrivals(Impairment.CUT, 1_000)).allMatch(delay -> delay == OneWay.LOST);
    }

    @Test
    void one_seed_is_one_network() {
        Impairment bad = Impairment.NONE
                .withLoss(0.2)
                .withDelay(Duration.ofMillis(50))
                .withJitter(Duration.ofMillis(30))
                .withReordering(0.1);
        assertThat(arrivals(bad, 1_000)).isEqualTo(arrivals(bad, 1_000));
    }

    @Test
    void jitter_delays_and_lets_none_overtake() {
        OneWay way = new OneWay(1);
        way.become(Impairment.NONE.withDelay(Duration.ofMillis(50)).withJitter(Duration.ofMillis(30)));
        List<Long> delays = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < 1_000; i++) {
            long now = START + 10L * i * MILLI;
            long arrival = way.arrival(1_000, now);
            assertThat(arrival).isGreaterThanOrEqualTo(before);
            before = arrival;
            delays.add(arrival - now);
        }
        assertThat(delays).allMatch(delay -> delay >= 50 * MILLI && delay <= 80 * MILLI);
        assertThat(delays.stream().mapToLong(delay -> delay).max().orElseThrow())
                .isGreaterThan(75 * MILLI);
    }

    @Test
    void what_is_reordered_is_overtaken() {
        OneWay way = new OneWay(1);
        way.become(Impairment.NONE.withReordering(0.1));
        int overtaken = 0;
        long latest = 0;
        for (int i = 0; i < 1_000; i++) {
            long arrival = way.arrival(1_000, START + i * MILLI);
            overtaken += arrival > START + i * MILLI ? 1 : 0;
            latest = Math.max(latest, arrival);
        }
        assertThat(overtaken).isBetween(70, 130);
        assertThat(latest).isLessThanOrEqualTo(START + 999 * MILLI + Impairment.HELD_BACK.toNanos());
    }

    @Test
    void what_does_not_pass_waits_and_what_waits_too_long_is_lost() {
        OneWay way = new OneWay(1);
        way.become(Impairment.NONE.withBandwidth(1_000_000, Duration.ofMillis(100)));
        // 1,222 bytes and their headers are 10,000 bits: 10 ms.
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            arrivals.add(way.arrival(1_222, START));
        }
        assertThat(arrivals.subList(0, 3)).containsExactly(START + 10 * MILLI, START + 20 * MILLI, START + 30 * MILLI);
        assertThat(arrivals.subList(0, 11)).doesNotContain(OneWay.LOST);
        assertThat(arrivals.subList(11, 20)).containsOnly(OneWay.LOST);
        assertThat(way.arrival(1_222, START + 200 * MILLI)).isEqualTo(START + 210 * MILLI);
    }

    @Test
    void two_peers_reach_the_edge_from_addresses_of_their_own_and_get_their_own_answers() throws IOException {
        try (DatagramSocket edge = socket();
                DatagramSocket one = socket();
                DatagramSocket other = socket();
                UdpImpairment network = relay(edge)) {
            send(one, network.port(), "one");
            DatagramPacket first = receive(edge);
            send(other, network.port(), "other");
            DatagramPacket second = receive(edge);

            assertThat(text(first)).isEqualTo("one");
            assertThat(text(second)).isEqualTo("other");
            assertThat(second.getSocketAddress()).isNotEqualTo(first.getSocketAddress());
            edge.send(new DatagramPacket("to other".getBytes(US_ASCII), 8, second.getSocketAddress()));
            edge.send(new DatagramPacket("to one".getBytes(US_ASCII), 6, first.getSocketAddress()));
            assertThat(text(receive(one))).isEqualTo("to one");
            assertThat(text(receive(other))).isEqualTo("to other");
            assertThat(network.delivered()).isEqualTo(4);

            network.moveToAnotherNetwork();
            // It moves on at its next turn; what is sent meanwhile may still come from the address before.
            DatagramPacket moved = first;
            for (int turns = 0; turns < 100 && moved.getSocketAddress().equals(first.getSocketAddress()); turns++) {
                send(one, network.port(), "one");
                moved = receive(edge);
            }
            assertThat(moved.getSocketAddress()).isNotEqualTo(first.getSocketAddress());
        }
    }

    @Test
    void a_delay_is_waited_for_and_a_cut_ends_when_it_is_mended() throws IOException {
        try (DatagramSocket edge = socket();
                DatagramSocket peer = socket();
                UdpImpairment network = relay(edge)) {
            network.towardsEdge(Impairment.NONE.withDelay(Duration.ofMillis(60)));
            long sent = System.nanoTime();
            send(peer, network.port(), "late");
            DatagramPacket late = receive(edge);
            assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(60 * MILLI);

            network.bothWays(Impairment.CUT);
            send(peer, network.port(), "never");
            while (network.lost() == 0) {
                Thread.onSpinWait();
            }
            network.bothWays(Impairment.NONE);
            send(peer, network.port(), "again");
            DatagramPacket again = receive(edge);
            assertThat(text(again)).isEqualTo("again");
            assertThat(again.getSocketAddress()).isEqualTo(late.getSocketAddress());
        }
    }

    /** How long each of many datagrams takes, one a millisecond. */
    private static List<Long> arrivals(Impairment impairment, int count) {
        OneWay way = new OneWay(42);
        way.become(impairment);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long now = START + i * MILLI;
            long arrival = way.arrival(1_000, now);
            delays.add(arrival == OneWay.LOST ? OneWay.LOST : arrival - now);
        }
        return delays;
    }

    private static UdpImpairment relay(DatagramSocket edge) {
        return new UdpImpairment(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.getLocalPort()), 1);
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(DatagramSocket from, int port, String text) throws IOException {
        byte[] bytes = text.getBytes(US_ASCII);
        from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        try {
            at.receive(packet);
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError("Nothing arrived", nothing);
        }
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(Arrays.copyOf(packet.getData(), packet.getLength()), US_ASCII);
    }
}
