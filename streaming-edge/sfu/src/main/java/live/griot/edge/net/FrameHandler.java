package live.griot.edge.net;

/** Takes the packets that come by TCP connections, on the thread of the executor that the {@link TcpListener} was given. */
public interface FrameHandler {
    /**
     * Takes one packet. When it throws, that is told to {@link NetworkEvents#handlerFailed} and the connection is closed.
     *
     * @param bytes the whole packet, owned by the handler from now on; 1 to {@link DatagramSender#MAX_DATAGRAM} bytes
     * @param path the connection that it came by
     */
    void onFrame(byte[] bytes, NetworkPath path);

    /** Hears that all packets that one read brought were taken. */
    void onFramesRead();
}
