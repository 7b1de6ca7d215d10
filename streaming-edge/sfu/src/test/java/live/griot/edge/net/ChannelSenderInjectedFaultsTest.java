package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no kernel does to the JDK's channels when asked: the call is a fake that fails as told, and else the real one. */
class ChannelSenderInjectedFaultsTest {
    private static final boolean TAKES_NOTHING = false;
    private static final boolean TAKES = true;

    private final RecordedEvents events = new RecordedEvents();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Fault fault = call -> TAKES;
    private final ChannelDatagramPort port = ChannelDatagramPort.open(
            List.of(UdpFixture.LOOPBACK),
            0,
            events,
            (channel, datagram, to) -> fault.of(calls.incrementAndGet()) ? channel.send(datagram, to) : 0);
    private final DatagramSender sender = port.sender();

    /** Says whether the kernel takes what a call sends, or fails. */
    private interface Fault {
        boolean of(int call) throws IOException;
    }

    @AfterEach
    void close() {
        sender.close();
        port.close();
    }

    @Test
    void a_full_kernel_is_waited_for() throws Exception {
        fault = call -> call < 3 ? TAKES_NOTHING : TAKES;
        try (DatagramSocket peer = peer()) {
            send(peer, 3);
            assertThat(UdpFixture.numbers(peer, 3)).containsExactly(0, 1, 2);
        }
        assertThat(events.overflowed).hasValue(0);
    }

    @Test
    void a_kernel_that_stays_full_loses_datagrams_and_each_flush_waits_anew() throws Exception {
        fault = call -> call == 1 ? TAKES : TAKES_NOTHING;
        try (DatagramSocket peer = peer()) {
            NetworkPath path = send(peer, 10);

            assertThat(sender.isWritable(path)).isFalse();
            assertThat(events.overflowed).hasValue(9);
            assertThat(events.failed).isEmpty();

            RecordedEvents.await("it is tried again", () -> sender.isWritable(path));
            int before = calls.get();
            fault = call -> call == before + 1 ? TAKES_NOTHING : TAKES;
            assertThat(UdpFixture.numbers(peer, 1)).containsExactly(0);
            send(peer, 2);
            assertThat(UdpFixture.numbers(peer, 2)).containsExactly(0, 1);
            assertThat(events.overflowed).hasValue(9);
        }
    }

    @Test
    void a_flush_of_a_full_kernel_waits_once_for_all_its_datagrams() throws Exception {
        fault = call -> TAKES_NOTHING;
        try (DatagramSocket peer = peer()) {
            send(peer, 400);
        }
        assertThat(events.overflowed).hasValue(400);
        // Pauses of a quarter of a millisecond for two milliseconds, not for each datagram.
        assertThat(calls.get()).isLessThan(20);
    }

    @Test
    void a_datagram_that_fails_between_others_is_counted_and_they_leave() throws Exception {
        fault = call -> {
            if (call == 2) {
                throw new IOException("No route to host");
            }
            if (call == 4) {
                throw new IllegalArgumentException("No such address");
            }
            return TAKES;
        };
        try (DatagramSocket peer = peer()) {
            NetworkPath path = send(peer, 5);

            assertThat(UdpFixture.numbers(peer, 3)).containsExactly(0, 2, 4);
            assertThat(sender.isWritable(path)).isTrue();
        }
        assertThat(events.failed).isEqualTo(Map.of("IO", 2));
        assertThat(events.overflowed).hasValue(0);
    }

    private static DatagramSocket peer() throws Exception {
        DatagramSocket peer = new DatagramSocket();
        peer.setSoTimeout(30_000);
        return peer;
    }

    /** Sends so many datagrams in one flush, numbered from 0, and returns the path by which they left. */
    private NetworkPath send(DatagramSocket peer, int count) throws Exception {
        NetworkPath path = UdpFixture.pathOf(peer, port);
        for (int i = 0; i < count; i++) {
            sender.send(path, UdpFixture.bytes(i, 20), 20);
        }
        sender.flush();
        return path;
    }
}
