package live.griot.edge.transport;

/** A path by which a peer's signed checks came, and when anything came by it last. Not thread-safe: owned by the ingest loop. */
final class VerifiedPath {
    private final Peer peer;
    private final NetworkPath path;
    private long heardNanos;

    VerifiedPath(Peer peer, NetworkPath path) {
        this.peer = peer;
        this.path = path;
    }

    Peer peer() {
        return peer;
    }

    NetworkPath path() {
        return path;
    }

    /** Notes that the peer was heard by it. */
    void heard(long nowNanos) {
        heardNanos = nowNanos;
        peer.heard(nowNanos);
    }

    long heardNanos() {
        return heardNanos;
    }
}
