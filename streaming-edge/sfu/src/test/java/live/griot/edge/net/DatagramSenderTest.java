package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link DatagramSender} keeps, against real sockets. */
@ParameterizedClass
@MethodSource("ways")
class DatagramSenderTest extends UdpFixture {
    DatagramSenderTest(Way way) {
        super(way);
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
        assertThat(events.failed).isEqualTo(isBySystemCalls() ? Map.of("EINVAL", 3, "EACCES", 4) : Map.of("IO", 7));
        assertThat(events.refusing).isEmpty();
        assertThat(events.overflowed).hasValue(0);
    }
}
