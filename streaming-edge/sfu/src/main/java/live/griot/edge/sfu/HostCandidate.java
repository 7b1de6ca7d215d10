package live.griot.edge.sfu;

import java.net.InetSocketAddress;

/** Where peers reach the edge: an address and the protocol that is spoken there. */
public record HostCandidate(Protocol protocol, InetSocketAddress address) {
    /** What carries the packets. */
    public enum Protocol {
        /** A datagram a packet. */
        UDP,
        /** One connection a peer, which the peer opens (RFC 6544: a passive candidate), and frames in it (RFC 4571). */
        TCP
    }

    /** Returns one that takes datagrams. */
    public static HostCandidate udp(InetSocketAddress address) {
        return new HostCandidate(Protocol.UDP, address);
    }

    /** Returns one that takes connections. */
    public static HostCandidate tcp(InetSocketAddress address) {
        return new HostCandidate(Protocol.TCP, address);
    }
}
