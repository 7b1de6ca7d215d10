package live.griot.edge.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A bound socket of a {@link LinuxDatagramPort}.
 *
 * @param ipv6 whether its addresses are written as those of IPv6
 * @param tellsLocal whether it is bound on all addresses, so that each datagram tells and is told its local one
 * @param bound the address that it is bound on, as a path would have it; none with {@code tellsLocal}
 */
record UdpSocket(int descriptor, boolean ipv6, boolean tellsLocal, NetworkPath.Udp bound, int port) {

    /** Opens a socket on an address, or on all with null; those of IPv4 alone where there is no IPv6. */
    static UdpSocket open(@Nullable InetAddress address, int port, MemorySegment state) {
        if (address != null) {
            return open(address, port, address instanceof Inet6Address, state);
        }
        try {
            return open(null, port, true, state);
        } catch (PortUnavailable failed) {
            boolean noIpv6 = failed.errno() == Errno.EAFNOSUPPORT || failed.errno() == Errno.EADDRNOTAVAIL;
            if (!noIpv6) {
                throw failed;
            }
            return open(null, port, false, state);
        }
    }

    private static UdpSocket open(@Nullable InetAddress address, int port, boolean ipv6, MemorySegment state) {
        String name = address == null ? "all addresses" : address.getHostAddress();
        int descriptor = Linux.socket(state, ipv6 ? Linux.AF_INET6 : Linux.AF_INET);
        check(descriptor, port, name);
        try (Arena arena = Arena.ofConfined()) {
            if (ipv6) {
                int only = address == null ? 0 : 1;
                check(Linux.setsockopt(state, descriptor, Linux.IPPROTO_IPV6, Linux.IPV6_V6ONLY, only), port, name);
            }
            if (address == null) {
                check(tellLocal(state, descriptor, ipv6), port, name);
            }
            enlarge(state, descriptor, Linux.SO_RCVBUFFORCE, Linux.SO_RCVBUF);
            enlarge(state, descriptor, Linux.SO_SNDBUFFORCE, Linux.SO_SNDBUF);
            NetworkPath.Udp bound = address == null
                    ? new NetworkPath.Udp(0, 0, port, 0, 0, 0, 0, 0)
                    : NetworkPath.Udp.to(new InetSocketAddress(address, port));
            MemorySegment socketName = arena.allocate(ipv6 ? SocketName.BYTES : SocketName.BYTES_IPV4, 8);
            SocketName.write(socketName, 0, ipv6, bound.remoteHigh, bound.remoteLow, port, bound.remoteScope);
            check(Linux.bind(state, descriptor, socketName), port, name);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, (int) socketName.byteSize());
            check(Linux.getsockname(state, descriptor, socketName, length), port, name);
            return new UdpSocket(descriptor, ipv6, address == null, bound, SocketName.port(socketName, 0));
        } catch (RuntimeException failed) {
            Linux.close(state, descriptor);
            throw failed;
        }
    }

    private static int tellLocal(MemorySegment state, int descriptor, boolean ipv6) {
        return ipv6
                ? Linux.setsockopt(state, descriptor, Linux.IPPROTO_IPV6, Linux.IPV6_RECVPKTINFO, 1)
                : Linux.setsockopt(state, descriptor, Linux.IPPROTO_IP, Linux.IP_PKTINFO, 1);
    }

    /** Asks for a large buffer, whatever the system's limit where this program may, and else for as much as there is. */
    private static void enlarge(MemorySegment state, int descriptor, int forced, int usual) {
        if (Linux.setsockopt(state, descriptor, Linux.SOL_SOCKET, forced, NetLimits.SOCKET_BUFFER) < 0) {
            Linux.setsockopt(state, descriptor, Linux.SOL_SOCKET, usual, NetLimits.SOCKET_BUFFER);
        }
    }

    /** Returns the bytes of a buffer as they were asked for; the kernel counts its own needs on top, and doubles. */
    int buffer(MemorySegment state, int option) {
        return Math.max(0, Linux.getsockopt(state, descriptor, Linux.SOL_SOCKET, option)) / 2;
    }

    /** Returns whether the kernel cuts runs (since Linux 4.18). */
    boolean segments(MemorySegment state) {
        return Linux.setsockopt(state, descriptor, Linux.SOL_UDP, Linux.UDP_SEGMENT, 0) >= 0;
    }

    private static void check(int answer, int port, String address) {
        if (answer < 0) {
            throw BindFailure.of(PortUnavailable.Protocol.UDP, port, address, -answer);
        }
    }
}
