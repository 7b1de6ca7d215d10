package live.griot.edge.sfu;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtp.Codec;

/**
 * The edge as signalling and control see it. A live session has a router, which is there while somebody is connected; in it, people
 * publish, subscribe to publications, or play the programme. Thread-safe; no call blocks, and calls for one router take effect in
 * the order in which they were made.
 */
public interface MediaEdge {
    /** Returns whether the port is bound and peers can be served. */
    boolean isReady();

    /** Returns the host candidates to put into answers and offers, best first. */
    List<HostCandidate> candidates();

    /** Says under which addresses peers that come from now on reach the edge's ports, best first; who is here is not told. */
    void announce(List<InetAddress> addresses);

    /** Returns the certificate's fingerprint as {@code a=fingerprint} has it: {@code sha-256 AA:BB:...}. */
    String fingerprint();

    /** Returns what is published in the router, empty when there is none. */
    List<PublishedTrack> publications(String routerId);

    /** Returns whether packets of that participant come in, permitted or not. */
    boolean hasMedia(String routerId, String participant);

    /** Lets somebody publish. Who published as the same participant before is let go. */
    PublisherHandle publish(String routerId, PublisherParameters parameters, PublisherHandle.Listener listener);

    /**
     * Opens a connection on which a participant receives what it subscribes to. The peer may begin to check connectivity at once.
     *
     * @param local the edge's ICE credentials, as it offers them
     */
    SubscriberHandle subscribe(
            String routerId, String participant, IceCredentials local, SubscriberHandle.Listener listener);

    /**
     * Opens a connection on which the programme plays: at most one picture and one sound, those of who speaks, or of who leads.
     * Both switch from one person to another; a picture does so at a key frame.
     *
     * @param tracks how they are sent; a publication whose codec is not among a track's is passed over
     */
    TransportHandle play(
            String routerId,
            String participant,
            TransportParameters transport,
            List<RtpParameters> tracks,
            TransportListener listener);

    /** Says whose picture and sound the programme is while nobody speaks, else whoever publishes first. Kept while the router is. */
    void lead(String routerId, String participant);

    /**
     * Says which of a participant's sources may pass: packets of others are dropped on arrival from now on. Holds for the connection
     * on which that participant publishes now.
     */
    void permit(String routerId, String participant, Set<TrackSource> permitted);

    /** Lets go all connections of a participant. */
    void close(String routerId, String participant);

    /** Lets everyone in the router go, then runs {@code whenClosed}; at once where there is no such router. */
    void closeRouter(String routerId, Runnable whenClosed);

    /** Tells a listener what happens in a router, whenever there is one of that id, until the returned task is run. */
    Runnable listen(String routerId, RouterListener listener);

    /** Returns the ids of the routers there are. */
    List<String> routers();

    /**
     * Hands over the next key frame of what the programme shows, in its smallest size, once all of it came; nothing where the programme
     * shows nothing, or in none of these codecs. Whoever waited before waits no more.
     *
     * @param ask whether to ask the publisher for one, as is done for viewers, else to wait for one that comes anyway
     * @param taker called on the ingest loop: must return at once
     */
    void nextKeyFrame(String routerId, Set<Codec> codecs, boolean ask, Consumer<KeyFrame> taker);

    /**
     * Opens a tap on a router, whether there is one of that id yet or not. There may be several. At first nobody's packets are taken.
     *
     * @param listener called on a thread of the tap's own
     */
    MediaTap tap(String routerId, TapPictures pictures, MediaTap.Listener listener);

    /** Returns the counters so far. */
    EdgeStatistics statistics();

    /** Returns how each of the edge's loops fares. */
    List<LoopStatistics> loops();

    /** Returns how the streams of each kind fare, a second old at most; one entry for each {@link StreamKind}. */
    List<StreamStatistics> streams();

    /** Returns how the taps fare. */
    TapStatistics taps();
}
