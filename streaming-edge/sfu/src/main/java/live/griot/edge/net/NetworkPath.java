package live.griot.edge.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import live.griot.edge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is reached, and how: what it sends comes by it, what it is sent goes by it. Equal paths lead to the same peer. Any thread may
 * hold and use one.
 */
public sealed interface NetworkPath permits NetworkPath.Udp, NetworkPath.Tcp {
    /** Returns the peer's address as this machine sees it. */
    InetSocketAddress remote();

    /** Hears that a connectivity check came by it, signed by who may be here. */
    default void verified(long nowNanos) {}

    /**
     * A path through the UDP port: the peer's address and port, the local address that the peer sent to, and the socket that took it. An
     * answer leaves from that address, for a peer behind NAT hears no other. Equal by all of these.
     */
    final class Udp implements NetworkPath {
        private static final int MAPPED = 0xFFFF;

        // Addresses as IPv6 has them, those of IPv4 mapped (RFC 4291, section 2.5.5.2), in two halves; all zeros is
        // none.
        final long remoteHigh;
        final long remoteLow;
        final int remotePort;
        final int remoteScope;
        final long localHigh;
        final long localLow;
        final int localScope;
        final int socket;
        private final InetSocketAddress remote;
        private final int hash;
        private volatile boolean refusesSegments;

        /** Makes a path that may leave from any address of this machine, through the port's first socket. */
        public static Udp to(InetSocketAddress remote) {
            return to(remote, null, 0);
        }

        /** Makes a path that leaves from an address of this machine, or from any, through one of the port's sockets. */
        static Udp to(InetSocketAddress remote, @Nullable InetAddress local, int socket) {
            byte[] far = mapped(Objects.requireNonNull(remote.getAddress(), "An address without a name to look up"));
            byte[] near = local == null ? new byte[16] : mapped(local);
            return new Udp(
                    Bytes.i64(far, 0),
                    Bytes.i64(far, 8),
                    remote.getPort(),
                    scope(remote.getAddress()),
                    Bytes.i64(near, 0),
                    Bytes.i64(near, 8),
                    local == null ? 0 : scope(local),
                    socket);
        }

        Udp(
                long remoteHigh,
                long remoteLow,
                int remotePort,
                int remoteScope,
                long localHigh,
                long localLow,
                int localScope,
                int socket) {
            this.remoteHigh = remoteHigh;
            this.remoteLow = remoteLow;
            this.remotePort = remotePort;
            this.remoteScope = remoteScope;
            this.localHigh = localHigh;
            this.localLow = localLow;
            this.localScope = localScope;
            this.socket = socket;
            this.remote = new InetSocketAddress(address(remoteHigh, remoteLow, remoteScope), remotePort);
            this.hash = hash(remoteHigh, remoteLow, remotePort, localHigh, localLow);
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }

        /** Returns the address that the peer sent to; null when it is not known. */
        public @Nullable InetAddress local() {
            return hasLocal() ? address(localHigh, localLow, localScope) : null;
        }

        boolean hasLocal() {
            return (localHigh | localLow) != 0;
        }

        boolean isIpv4() {
            return isIpv4(remoteHigh, remoteLow);
        }

        /** Returns whether runs of segments were refused on the way to the peer. */
        boolean refusesSegments() {
            return refusesSegments;
        }

        /** Notes that runs of segments are refused; returns whether that is new. */
        synchronized boolean refuseSegments() {
            boolean first = !refusesSegments;
            refusesSegments = true;
            return first;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Udp that
                    && leadsTo(that.remoteHigh, that.remoteLow, that.remotePort, that.remoteScope)
                    && leavesFrom(that.localHigh, that.localLow, that.localScope, that.socket);
        }

        boolean leadsTo(long high, long low, int port, int scope) {
            return remoteLow == low && remotePort == port && remoteHigh == high && remoteScope == scope;
        }

        boolean leavesFrom(long high, long low, int scope, int by) {
            return localLow == low && localHigh == high && localScope == scope && socket == by;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return "UDP " + remote + (hasLocal() ? " to " + local() : "");
        }

        /** Returns a hash whose lower bits differ for peers that are neighbours. */
        static int hash(long remoteHigh, long remoteLow, int remotePort, long localHigh, long localLow) {
            long mixed =
                    (remoteHigh ^ Long.rotateLeft(remoteLow, 23) ^ ((long) remotePort << 40)) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ localHigh ^ Long.rotateLeft(localLow, 31)) * 0xC2B2AE3D27D4EB4FL;
            return (int) (mixed >>> 32);
        }

        static boolean isIpv4(long high, long low) {
            return high == 0 && low >>> 32 == MAPPED;
        }

        private static byte[] mapped(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length == 16) {
                return bytes;
            }
            byte[] mapped = new byte[16];
            Bytes.put16(mapped, 10, MAPPED);
            System.arraycopy(bytes, 0, mapped, 12, 4);
            return mapped;
        }

        /** Only link-local addresses need the number of their interface: others are the same on each. */
        private static int scope(InetAddress address) {
            return address instanceof Inet6Address six && six.isLinkLocalAddress() ? six.getScopeId() : 0;
        }

        private static InetAddress address(long high, long low, int scope) {
            byte[] bytes = new byte[16];
            Bytes.put64(bytes, 0, high);
            Bytes.put64(bytes, 8, low);
            try {
                // The first makes an IPv4 address of a mapped one.
                return scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException("16 bytes are an address", impossible);
            }
        }
    }

    /** A path through one TCP connection, which is equal to itself alone. */
    final class Tcp implements NetworkPath {
        private final TcpConnection connection;

        Tcp(TcpConnection connection) {
            this.connection = connection;
        }

        TcpConnection connection() {
            return connection;
        }

        @Override
        public InetSocketAddress remote() {
            return connection.remote();
        }

        @Override
        public void verified(long nowNanos) {
            connection.verified(nowNanos);
        }

        @Override
        public String toString() {
            return "TCP " + remote();
        }
    }
}
