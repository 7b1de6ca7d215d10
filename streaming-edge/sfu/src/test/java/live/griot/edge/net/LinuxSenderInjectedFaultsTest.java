package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no kernel does when asked: the system call is a fake that fails as told, and else the real one. */
class LinuxSenderInjectedFaultsTest {
    private final RecordedEvents events = new RecordedEvents();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger lastMessages = new AtomicInteger();
    private volatile Fault fault = call -> 0;
    private final LinuxDatagramPort port =
            LinuxDatagramPort.open(List.of(), 0, events, (state, descriptor, messages, count) -> {
                lastMessages.set(count);
                int errno = fault.of(calls.incrementAndGet());
                return errno > 0 ? -errno : Linux.sendmmsg(state, descriptor, messages, errno < 0 ? 1 : count);
            });
    private final DatagramSender sender = port.sender();

    /** Says what a call answers: an errno, 0 for the real call, -1 for the real call of one message. */
    private interface Fault {
        int of(int call);
    }

    @AfterEach
    void close() {
        sender.close();
        port.close();
    }

    @Test
    void a_full_kernel_is_waited_for() throws Exception {
        fault = call -> call == 1 ? Errno.EAGAIN : call == 2 ? Errno.ENOBUFS : 0;
        try (DatagramSocket peer = peer()) {
            send(peer, 3);
            assertThat(UdpFixture.numbers(peer, 3)).containsExactly(0, 1, 2);
        }
        assertThat(events.overflowed).hasValue(0);
    }

    @Test
    void a_full_kernel_is_waited_for_however_long_the_thread_stands_still_meanwhile() throws Exception {
        fault = call -> {
            if (call < 4) {
                standStillMillis(3);
            }
            return call == 1 ? Errno.EAGAIN : call < 4 ? Errno.ENOBUFS : 0;
        };
        try (DatagramSocket peer = peer()) {
            send(peer, 3);
            assertThat(UdpFixture.numbers(peer, 3)).containsExactly(0, 1, 2);
        }
        assertThat(events.overflowed).hasValue(0);
    }

    @Test
    void a_kernel_that_stays_full_loses_datagrams_and_the_way_out_is_closed_for_a_while() throws Exception {
        fault = call -> call == 1 ? -1 : Errno.EAGAIN;
        try (DatagramSocket one = peer();
                DatagramSocket other = peer()) {
            NetworkPath toOne = UdpFixture.pathOf(one, port);
            NetworkPath toOther = UdpFixture.pathOf(other, port);
            sender.send(toOne, new byte[20], 20);
            for (int i = 0; i < 130; i++) {
                sender.send(i % 2 == 0 ? toOther : toOne, new byte[20], 20);
            }
            assertThat(sender.isWritable(toOne)).isTrue();
            sender.flush();

            assertThat(sender.isWritable(toOne)).isFalse();
            assertThat(events.overflowed).hasValue(130);
            assertThat(events.failed).isEmpty();

            RecordedEvents.await("it is tried again", () -> sender.isWritable(toOne));
            fault = call -> 0;
            UdpFixture.numbers(one, 1);
            send(one, 2);
            assertThat(UdpFixture.numbers(one, 2)).containsExactly(0, 1);
        }
    }

    @Test
    void a_flush_of_a_full_kernel_waits_once_for_all_its_messages() throws Exception {
        fault = call -> Errno.ENOBUFS;
        try (DatagramSocket one = peer();
                DatagramSocket other = peer()) {
            NetworkPath toOne = UdpFixture.pathOf(one, port);
            NetworkPath toOther = UdpFixture.pathOf(other, port);
            for (int i = 0; i < 400; i++) {
                sender.send(i % 2 == 0 ? toOther : toOne, new byte[20], 20);
            }
            sender.flush();
        }
        assertThat(events.overflowed).hasValue(400);
        // Pauses of a quarter of a millisecond for two milliseconds, not for each message.
        assertThat(calls.get()).isLessThan(20);
    }

    @Test
    void an_answer_to_an_earlier_datagram_loses_none() throws Exception {
        fault = call -> call == 1 ? Errno.ECONNREFUSED : call == 2 ? Errno.EINTR : 0;
        try (DatagramSocket peer = peer()) {
            send(peer, 3);
            assertThat(UdpFixture.numbers(peer, 3)).containsExactly(0, 1, 2);
        }
        assertThat(events.failed).isEmpty();
    }

    @Test
    void a_message_that_fails_between_others_is_counted_by_its_name() throws Exception {
        fault = call -> call == 1 ? -1 : call == 2 ? 1 : 0;
        try (DatagramSocket one = peer();
                DatagramSocket other = peer();
                DatagramSocket third = peer()) {
            List<NetworkPath.Udp> paths = List.of(
                    UdpFixture.pathOf(one, port), UdpFixture.pathOf(other, port), UdpFixture.pathOf(third, port));
            for (NetworkPath path : paths) {
                sender.send(path, UdpFixture.bytes(1, 20), 20);
                sender.send(path, UdpFixture.bytes(2, 20), 20);
            }
            sender.flush();

            assertThat(UdpFixture.numbers(one, 2)).containsExactly(1, 2);
            assertThat(UdpFixture.numbers(third, 2)).containsExactly(1, 2);
        }
        assertThat(events.failed).containsOnlyKeys("EPERM").containsEntry("EPERM", 2);
    }

    @Test
    void a_path_whose_runs_are_refused_is_told_of_once_and_gets_single_datagrams_from_then_on() throws Exception {
        // Whatever has runs is refused, and what follows it leaves alone.
        fault = call -> call % 2 == 1 ? Errno.EIO : 0;
        try (DatagramSocket one = peer();
                DatagramSocket other = peer()) {
            NetworkPath toOne = UdpFixture.pathOf(one, port);
            NetworkPath toOther = UdpFixture.pathOf(other, port);
            for (NetworkPath path : List.of(toOne, toOther, toOne)) {
                sender.send(path, UdpFixture.bytes(1, 20), 20);
                sender.send(path, UdpFixture.bytes(2, 20), 20);
            }
            sender.flush();
            assertThat(UdpFixture.numbers(one, 4)).containsExactly(1, 2, 1, 2);
            assertThat(UdpFixture.numbers(other, 2)).containsExactly(1, 2);
            assertThat(events.refusing).containsExactly(toOne, toOther);
            assertThat(events.refusals).containsOnly("EIO");

            fault = call -> 0;
            for (int i = 0; i < 3; i++) {
                sender.send(toOne, UdpFixture.bytes(i, 20), 20);
            }
            sender.flush();

            assertThat(lastMessages).hasValue(3);
            assertThat(UdpFixture.numbers(one, 3)).containsExactly(0, 1, 2);
        }
        assertThat(events.failed).isEmpty();
    }

    /** As a machine with other work makes it stand still: longer than a flush may wait. */
    private static void standStillMillis(int millis) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < endNanos) {
            Thread.onSpinWait();
        }
    }

    private static DatagramSocket peer() throws Exception {
        DatagramSocket peer = new DatagramSocket();
        peer.setSoTimeout(30_000);
        return peer;
    }

    private void send(DatagramSocket peer, int count) throws Exception {
        NetworkPath path = UdpFixture.pathOf(peer, port);
        for (int i = 0; i < count; i++) {
            sender.send(path, UdpFixture.bytes(i, 20), 20);
        }
        sender.flush();
    }
}
