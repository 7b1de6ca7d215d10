package live.griot.edge.dtls;

import java.util.concurrent.CompletableFuture;
import live.griot.edge.srtp.SrtpMasterKey;

/** The peer's side of a DTLS association, in whichever role, for tests. */
public interface DtlsSide {
    /** Both directions' master keys. */
    record Keys(SrtpMasterKey client, SrtpMasterKey server) {}

    /** Begins the handshake, or waits for the edge to begin it. */
    CompletableFuture<Keys> start();

    /** Completes when the edge has said goodbye. */
    CompletableFuture<Void> goodbye();

    /** Hands in a datagram. */
    void offer(byte[] bytes, int offset, int length);
}
