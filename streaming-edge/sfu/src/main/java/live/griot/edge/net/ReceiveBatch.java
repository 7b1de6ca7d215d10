package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The memory of {@code recvmmsg}: so many struct mmsghdr, and for each a name, a control message and the datagram. Not thread-safe. */
final class ReceiveBatch {
    private static final int COUNT = NetLimits.DATAGRAMS_PER_CALL;
    private static final int CONTROL = 64;
    private static final int NAME = 32;
    private static final int DATAGRAM = DatagramSender.MAX_DATAGRAM + 4;
    private static final int CONTROL_HEADER = 16;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment messages = arena.allocate((long) COUNT * MessageHeader.BYTES, 8);
    private final MemorySegment vectors = arena.allocate((long) COUNT * MessageHeader.VECTOR_BYTES, 8);
    private final MemorySegment names = arena.allocate((long) COUNT * NAME, 8);
    private final MemorySegment controls = arena.allocate((long) COUNT * CONTROL, 8);
    private final MemorySegment datagrams = arena.allocate((long) COUNT * DATAGRAM, 8);
    private final MemorySegment state = Linux.state(arena);
    private final PathCache paths = new PathCache();

    ReceiveBatch() {
        for (int i = 0; i < COUNT; i++) {
            MessageHeader.point(
                    messages,
                    i,
                    names.address() + (long) i * NAME,
                    vectors.address() + (long) i * MessageHeader.VECTOR_BYTES,
                    controls.address() + (long) i * CONTROL);
            MessageHeader.data(vectors, i, datagrams.address() + (long) i * DATAGRAM, DatagramSender.MAX_DATAGRAM);
        }
    }

    MemorySegment state() {
        return state;
    }

    /** Receives what is there, without waiting; returns how many, or the negative errno. */
    int receive(UdpSocket socket, int most) {
        int count = Math.min(COUNT, most);
        for (int i = 0; i < count; i++) {
            MessageHeader.lengths(messages, i, NAME, socket.tellsLocal() ? CONTROL : 0);
        }
        return Linux.recvmmsg(state, socket.descriptor(), messages.address(), count);
    }

    /** Returns whether a received datagram was longer than its memory. */
    boolean isCut(int i) {
        return (MessageHeader.flags(messages, i) & Linux.MSG_TRUNC) != 0;
    }

    /** Returns a received datagram. */
    byte[] bytes(int i) {
        byte[] bytes = new byte[MessageHeader.transferred(messages, i)];
        MemorySegment.copy(datagrams, JAVA_BYTE, (long) i * DATAGRAM, bytes, 0, bytes.length);
        return bytes;
    }

    /** Returns where a received datagram came from and to. */
    NetworkPath.Udp path(int i, UdpSocket socket, int index) {
        long localHigh = socket.bound().remoteHigh;
        long localLow = socket.bound().remoteLow;
        int localScope = socket.bound().remoteScope;
        long control = (long) i * CONTROL;
        if (socket.tellsLocal() && MessageHeader.controlLength(messages, i) > CONTROL_HEADER) {
            int level = controls.get(JAVA_INT, control + 8);
            int type = controls.get(JAVA_INT, control + 12);
            long info = control + CONTROL_HEADER;
            if (level == Linux.IPPROTO_IPV6 && type == Linux.IPV6_PKTINFO) {
                localHigh = controls.get(SocketName.LONG, info);
                localLow = controls.get(SocketName.LONG, info + 8);
                localScope = isLinkLocal(localHigh) ? controls.get(JAVA_INT, info + 16) : 0;
            } else if (level == Linux.IPPROTO_IP && type == Linux.IP_PKTINFO) {
                // The address that the routing found, which is the machine's own also when the datagram was broadcast.
                localLow = SocketName.mapped(controls.get(SocketName.INT, info + 4));
            }
        }
        long name = (long) i * NAME;
        return paths.of(
                SocketName.high(names, name),
                SocketName.low(names, name),
                SocketName.port(names, name),
                SocketName.scope(names, name),
                localHigh,
                localLow,
                localScope,
                index);
    }

    /** Returns whether that is fe80::/10. */
    private static boolean isLinkLocal(long high) {
        return high >>> 54 == 0xFE80 >>> 6;
    }
}
