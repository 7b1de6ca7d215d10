package live.griot.edge.ingest;

import java.util.List;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import org.jspecify.annotations.Nullable;

/**
 * What a picture can begin with, for egress loops that ask for it: a key frame of a moment ago, or the next. Not thread-safe: owned by the
 * ingest loop.
 */
final class Beginnings {
    private final Routers routers;

    Beginnings(Routers routers) {
        this.routers = routers;
    }

    /** Asks the publisher for a key frame; nothing where the encoding is gone. */
    void wantKeyFrame(IngestRequest.WantKeyFrame want) {
        PublicationView publication = want.publication();
        PublisherTransport publisher = publisherOf(publication);
        Encoding wanted = encodingOf(publisher, publication, want.encoding());
        if (publisher != null && wanted != null) {
            publisher.wantKeyFrame(publication.source(), wanted);
        }
    }

    /** Gives a track what came since a key frame a moment ago, before what comes next; or asks for the next key frame. */
    void begin(IngestRequest.WantBeginning want, long nowNanos) {
        PublicationView publication = want.publication();
        PublisherTransport publisher = publisherOf(publication);
        Encoding encoding = encodingOf(publisher, publication, want.encoding());
        Router router = routers.find(publication.router());
        ViewerTransport viewer = router == null ? null : router.viewer(want.viewer());
        if (publisher == null || encoding == null || viewer == null) {
            return;
        }
        List<MediaPacket> since = encoding.beginning(nowNanos);
        if (since.isEmpty()) {
            publisher.wantKeyFrame(publication.source(), encoding);
        } else if (publication.isPermitted()) {
            EgressBatch batch = new EgressBatch(publication, want.encoding(), since, nowNanos);
            viewer.egress().command(new EgressCommand.BeginTrack(want.viewer(), want.ssrc(), batch));
        }
    }

    private @Nullable PublisherTransport publisherOf(PublicationView publication) {
        Router router = routers.find(publication.router());
        return router == null ? null : router.publisher(publication.participant());
    }

    private static @Nullable Encoding encodingOf(
            @Nullable PublisherTransport publisher, PublicationView publication, EncodingView encoding) {
        Publication owned = publisher == null ? null : publisher.publicationOf(publication);
        return owned == null ? null : owned.encodingOf(encoding);
    }
}
