package live.griot.edge.ingest;

import live.griot.edge.net.NetworkPath;

/** A path by which a transport's signed checks came, and when anything came by it last. Not thread-safe: owned by the ingest loop. */
final class VerifiedPath {
    private final Transport transport;
    private final NetworkPath path;
    private long heardNanos;

    VerifiedPath(Transport transport, NetworkPath path) {
        this.transport = transport;
        this.path = path;
    }

    Transport transport() {
        return transport;
    }

    NetworkPath path() {
        return path;
    }

    /** Notes that the transport was heard by it. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
        transport.heard(nowNanos);
    }

    long heardNanos() {
        return heardNanos;
    }
}
