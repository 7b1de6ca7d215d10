package live.griot.edge.transport;

/** Hears what happens to one peer connection. Called on the edge's loops: must return at once. */
public interface TransportListener {
    /** Packets can flow: the address is verified and the keys are agreed. */
    void onConnected();

    /** A publisher's first RTP packet, and the first after a silence. */
    void onMedia();

    /** A publisher has sent no RTP packet for {@code griot.edge.media-timeout}, or its connection is gone. */
    void onMediaLost();

    /** The connection is gone; nothing more is heard of it. */
    void onClosed();
}
