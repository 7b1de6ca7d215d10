package live.griot.edge.transport;

import java.net.InetSocketAddress;
import java.util.List;

/** The edge as signalling and control see it: routers by id, publishers and viewers. Thread-safe; no call blocks. */
public interface MediaEdge {
    /** Returns whether the port is bound and peers can be served. */
    boolean isReady();

    /** Returns the host candidates to put into answers. */
    List<InetSocketAddress> candidates();

    /** Returns the certificate's fingerprint as {@code a=fingerprint} has it: {@code sha-256 AA:BB:...}. */
    String fingerprint();

    /** Returns what the router's publisher negotiated, empty when there is none. */
    List<PublishedTrack> tracksOf(String routerId);

    /** Returns whether the router's publisher sends. */
    boolean hasMedia(String routerId);

    /** Makes the router's publisher. */
    TransportHandle publish(
            String routerId, TransportParameters transport, List<TrackParameters> tracks, TransportListener listener);

    /** Adds a viewer to the router. */
    TransportHandle play(
            String routerId, TransportParameters transport, List<TrackParameters> tracks, TransportListener listener);

    /** Lets everyone in the router go, then runs {@code whenClosed}; at once where there is no such router. */
    void closeRouter(String routerId, Runnable whenClosed);

    /** Returns the counters so far. */
    EdgeStatistics statistics();
}
