package live.griot.edge.transport;

import java.net.InetSocketAddress;

/** Where a peer is reached, and how: what it sends comes by it, what it is sent goes by it. Equal paths lead to the same peer. */
interface NetworkPath {
    /** Returns the peer's address as the edge sees it. */
    InetSocketAddress remote();

    /** Hears that a connectivity check came by it, signed by who may be here. */
    default void verified(long nowNanos) {}

    /** A path through the edge's UDP port. */
    record Udp(InetSocketAddress remote) implements NetworkPath {}

    /** A path through one TCP connection, which is equal to itself alone. */
    record Tcp(TcpConnection connection) implements NetworkPath {
        @Override
        public InetSocketAddress remote() {
            return connection.remote();
        }

        @Override
        public void verified(long nowNanos) {
            connection.verified(nowNanos);
        }
    }
}
