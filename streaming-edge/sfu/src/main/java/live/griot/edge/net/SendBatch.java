package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory of {@code sendmmsg}: so many struct mmsghdr, and for each a name and control messages that say which address it leaves from and
 * where the kernel is to cut. Not thread-safe.
 */
final class SendBatch {
    static final int CAPACITY = NetLimits.RUNS_PER_CALL;

    private static final int NAME = 32;
    private static final int CONTROL = 64;
    private static final int HEADER = 16;
    private static final int IPV6_INFO = 20;
    private static final int IPV4_INFO = 12;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment messages = arena.allocate((long) CAPACITY * MessageHeader.BYTES, 8);
    private final MemorySegment vectors = arena.allocate((long) CAPACITY * MessageHeader.VECTOR_BYTES, 8);
    private final MemorySegment names = arena.allocate((long) CAPACITY * NAME, 8);
    private final MemorySegment controls = arena.allocate((long) CAPACITY * CONTROL, 8);
    private final int[] datagrams = new int[CAPACITY];
    private int count;

    SendBatch() {
        for (int i = 0; i < CAPACITY; i++) {
            long vector = vectors.address() + (long) i * MessageHeader.VECTOR_BYTES;
            long control = controls.address() + (long) i * CONTROL;
            MessageHeader.point(messages, i, names.address() + (long) i * NAME, vector, control);
        }
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** Returns how many datagrams a message is. */
    int datagrams(int i) {
        return datagrams[i];
    }

    /** Returns where the struct mmsghdr of a message is. */
    long address(int i) {
        return messages.address() + (long) i * MessageHeader.BYTES;
    }

    /**
     * Adds a message.
     *
     * @param address where its bytes are
     * @param length all of its bytes
     * @param segmentSize where the kernel is to cut; not used for one datagram
     * @param segments how many datagrams that makes
     */
    void add(UdpSocket socket, NetworkPath.Udp path, long address, int length, int segmentSize, int segments) {
        int i = count++;
        datagrams[i] = segments;
        MessageHeader.data(vectors, i, address, length);
        int name = SocketName.write(
                names,
                (long) i * NAME,
                socket.ipv6(),
                path.remoteHigh,
                path.remoteLow,
                path.remotePort,
                path.remoteScope);
        long control = (long) i * CONTROL;
        long end = control;
        if (socket.tellsLocal() && path.hasLocal()) {
            end = socket.ipv6() ? leaveFrom(path, end) : leaveFromIpv4(path, end);
        }
        if (segments > 1) {
            end = header(end, Linux.SOL_UDP, Linux.UDP_SEGMENT, JAVA_SHORT.byteSize());
            controls.set(JAVA_SHORT, end, (short) segmentSize);
            end += 8;
        }
        MessageHeader.lengths(messages, i, name, end - control);
    }

    private long leaveFrom(NetworkPath.Udp path, long at) {
        long info = header(at, Linux.IPPROTO_IPV6, Linux.IPV6_PKTINFO, IPV6_INFO);
        controls.set(SocketName.LONG, info, path.localHigh);
        controls.set(SocketName.LONG, info + 8, path.localLow);
        controls.set(JAVA_INT, info + 16, path.localScope);
        return info + 24;
    }

    private long leaveFromIpv4(NetworkPath.Udp path, long at) {
        long info = header(at, Linux.IPPROTO_IP, Linux.IP_PKTINFO, IPV4_INFO);
        controls.set(JAVA_INT, info, 0);
        controls.set(SocketName.INT, info + 4, (int) path.localLow);
        controls.set(JAVA_INT, info + 8, 0);
        return info + 16;
    }

    private long header(long at, int level, int type, long length) {
        controls.set(JAVA_LONG, at, HEADER + length);
        controls.set(JAVA_INT, at + 8, level);
        controls.set(JAVA_INT, at + 12, type);
        return at + HEADER;
    }
}
