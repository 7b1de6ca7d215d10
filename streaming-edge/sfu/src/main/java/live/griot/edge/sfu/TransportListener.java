package live.griot.edge.sfu;

/** Hears what happens to one peer connection. Called on the edge's loops: must return at once. */
public interface TransportListener {
    /** Packets can flow: the address is verified and the keys are agreed. Told once. */
    void onConnected();

    /** The connection is gone, by whomever's doing; nothing more is heard of it. */
    void onClosed();
}
