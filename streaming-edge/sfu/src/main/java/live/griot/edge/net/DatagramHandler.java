package live.griot.edge.net;

/** Takes the datagrams of a {@link DatagramPort}, on the thread that receives. */
@FunctionalInterface
public interface DatagramHandler {
    /**
     * Takes one datagram. A RuntimeException of it is told to {@link NetworkEvents#handlerFailed}, and the next datagram follows.
     *
     * @param bytes the whole datagram, owned by the handler from now on; empty for an empty one
     * @param path where it came from, and where an answer is to go
     */
    void onDatagram(byte[] bytes, NetworkPath.Udp path);
}
