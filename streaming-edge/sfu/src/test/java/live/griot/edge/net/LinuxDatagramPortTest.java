package live.griot.edge.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What only the kernel does. */
@EnabledOnOs(OS.LINUX)
class LinuxDatagramPortTest extends UdpFixture {
    private static final int SO_NO_CHECK = 11;

    LinuxDatagramPortTest() {
        super(Way.SYSTEM_CALLS);
    }

    @Test
    void it_is_what_serves_on_linux_and_the_kernel_cuts_runs() {
        assertThat(opened(DatagramPort.bind(List.of(), 0, events))).isInstanceOf(LinuxDatagramPort.class);
        assertThat(opened(bind(List.of(), 0)).segments()).isTrue();
    }

    /** A socket that sends without checksums gets no runs cut: the kernel itself refuses, as it does for devices that cannot. */
    @Test
    void a_path_that_refuses_segments_loses_nothing_and_is_told_of_once() throws Exception {
        LinuxDatagramPort port = (LinuxDatagramPort) opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket peer = socket();
        NetworkPath.Udp path = pathOf(peer, port);
        MemorySegment state = Linux.state(Arena.ofAuto());
        assertThat(Linux.setsockopt(state, port.sockets().get(0).descriptor(), Linux.SOL_SOCKET, SO_NO_CHECK, 1))
                .isZero();

        for (int turn = 0; turn < 3; turn++) {
            for (int i = 0; i < 6; i++) {
                sender.send(path, bytes(6 * turn + i, 700), i < 5 ? 700 : 100);
            }
            sender.flush();
        }

        assertThat(numbers(peer, 18)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(events.refusing).containsExactly(path);
        assertThat(events.refusals).containsExactly("EINVAL");
        assertThat(events.failed).isEmpty();
        assertThat(path.refusesSegments()).isTrue();
    }

    @Test
    void a_known_peers_path_is_the_same_object() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSocket peer = socket();

        assertThat(pathOf(peer, port)).isSameAs(pathOf(peer, port));
    }

    @Test
    void sending_allocates_nothing() throws Exception {
        DatagramPort port = opened(bind(List.of(), 0));
        DatagramSender sender = opened(port.sender());
        DatagramSocket peer = socket();
        NetworkPath path = pathOf(peer, port);
        byte[] bytes = bytes(1, 1_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        double perDatagram = Double.MAX_VALUE;
        // What the interpreter and the first compiler allocate goes with them.
        for (int round = 0; round < 200 && perDatagram >= 1; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                frame(sender, path, bytes);
            }
            perDatagram = (threads.getCurrentThreadAllocatedBytes() - before) / 9_000.0;
        }

        assertThat(perDatagram).as("bytes a datagram").isLessThan(1);
    }

    private static void frame(DatagramSender sender, NetworkPath path, byte[] bytes) {
        for (int i = 0; i < 9; i++) {
            sender.send(path, bytes, bytes.length);
        }
        sender.flush();
    }
}
