package live.griot.edge.transport;

import java.net.InetSocketAddress;

/** Where a peer is reached, and how: what it sends comes by it, what it is sent goes by it. Equal paths lead to the same peer. */
interface NetworkPath {
    /** Returns the peer's address as the edge sees it. */
    InetSocketAddress remote();

    /** A path through the edge's UDP port. */
    record Udp(InetSocketAddress remote) implements NetworkPath {}
}
