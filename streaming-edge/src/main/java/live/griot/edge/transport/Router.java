package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * A live session's forwarding table: who publishes, who plays, and the batch that is being gathered. Not thread-safe: owned by the
 * ingest loop, but for what its publisher sends, which anybody may ask.
 */
final class Router {
    private final String id;
    private final IngestLoop loop;
    private final Set<ViewerPeer> viewers = new HashSet<>();
    private final List<MediaPacket> video = new ArrayList<>();
    private final List<MediaPacket> audio = new ArrayList<>();
    private @Nullable PublisherPeer publisher;
    private volatile List<PublishedTrack> tracks = List.of();
    private volatile boolean hasMedia;

    Router(String id, IngestLoop loop) {
        this.id = id;
        this.loop = loop;
    }

    String id() {
        return id;
    }

    /** Returns what is published; any thread. */
    List<PublishedTrack> tracks() {
        return tracks;
    }

    /** Returns whether the publisher sends; any thread. */
    boolean hasMedia() {
        return hasMedia;
    }

    @Nullable
    PublisherPeer publisher() {
        return publisher;
    }

    boolean isPublishedBy(PublisherPeer peer) {
        return peer.equals(publisher);
    }

    Set<ViewerPeer> viewers() {
        return viewers;
    }

    boolean isEmpty() {
        return publisher == null && viewers.isEmpty();
    }

    void publishFrom(@Nullable PublisherPeer newPublisher) {
        publisher = newPublisher;
        publisherChanged();
    }

    void publisherChanged() {
        tracks = publisher == null ? List.of() : publisher.tracks();
        hasMedia = publisher != null && publisher.hasMedia();
    }

    void wantKeyFrame() {
        if (publisher != null) {
            publisher.wantKeyFrame();
        }
    }

    /** Adds a packet to the batch that leaves when everything this wake-up brought has been read. */
    void add(MediaKind kind, MediaPacket packet) {
        if (video.isEmpty() && audio.isEmpty()) {
            loop.hasBatch(this);
        }
        (kind == MediaKind.VIDEO ? video : audio).add(packet);
    }

    /** Hands the batch to every egress loop that has viewers of this router. */
    void dispatch() {
        MediaBatch batch = new MediaBatch(video, audio);
        video.clear();
        audio.clear();
        for (EgressLoop egress : loop.egressLoops()) {
            egress.execute(() -> egress.forward(this, batch));
        }
    }

    void senderReport(int ssrc, long ntpTime, int rtpTimestamp) {
        for (EgressLoop egress : loop.egressLoops()) {
            egress.execute(() -> egress.senderReport(this, ssrc, ntpTime, rtpTimestamp));
        }
    }
}
