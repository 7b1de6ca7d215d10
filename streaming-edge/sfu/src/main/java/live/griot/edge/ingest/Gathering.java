package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.MediaKind;

/** A batch of one encoding that is being gathered. Not thread-safe: owned by the ingest loop. */
final class Gathering {
    private final PublicationView publication;
    private final List<MediaPacket> packets = new ArrayList<>();
    private final long sinceNanos;
    private boolean whole;

    /** Begins one with the first packet's time. */
    Gathering(PublicationView publication, long sinceNanos) {
        this.publication = publication;
        this.sinceNanos = sinceNanos;
    }

    void add(MediaPacket packet) {
        packets.add(packet);
        whole |= packet.marker();
    }

    /** Returns the id of the router whose viewers get it. */
    String router() {
        return publication.router();
    }

    boolean isPicture() {
        return publication.kind() == MediaKind.VIDEO;
    }

    /** Returns when its first packet came. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Returns whether a frame's last packet is there. */
    boolean isWhole() {
        return whole;
    }

    /** Returns whether it is not to grow any more. */
    boolean isFull() {
        return packets.size() >= BatchGatherer.ENOUGH_PACKETS;
    }

    /** Returns whether it need not wait for the rest of its frame. */
    boolean isComplete(long nowNanos) {
        return whole || isFull() || nowNanos - sinceNanos >= BatchGatherer.PICTURE_NANOS;
    }

    EgressBatch batch(EncodingView encoding, long nowNanos) {
        return new EgressBatch(publication, encoding, packets, nowNanos);
    }
}
