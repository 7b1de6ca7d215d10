package live.griot.edge.transport;

/** One peer connection, as whoever opened it holds it. Thread-safe. */
public interface TransportHandle {
    /** Lets the peer go; a second call does nothing. Returns before it is done; the listener hears of the end. */
    void close();

    /** Returns whether the connection is not closed. */
    boolean isOpen();
}
