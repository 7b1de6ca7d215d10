package live.griot.edge.net;

/** A port cannot be bound; the message is a sentence that names port, address and cause. Nothing stays open behind it. */
public final class PortUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Protocol protocol;
    private final int port;
    private final int errno;

    /** What the port is for. */
    public enum Protocol {
        UDP,
        TCP
    }

    PortUnavailable(Protocol protocol, int port, String address, String why, int errno) {
        super("%s port %d of %s %s".formatted(protocol, port, address, why));
        this.protocol = protocol;
        this.port = port;
        this.errno = errno;
    }

    /** Returns whether the UDP or the TCP port cannot be bound. */
    public Protocol protocol() {
        return protocol;
    }

    /** Returns the port that was asked for, 0 when any would have done. */
    public int port() {
        return port;
    }

    /** Returns what Linux answered, 0 where it was not asked. */
    int errno() {
        return errno;
    }
}
