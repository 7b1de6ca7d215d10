package live.griot.edge.sfu;

import java.util.List;

/** A connection that publishes. Thread-safe; no call waits. */
public interface PublisherHandle extends TransportHandle {
    /** Hears what happens to a publisher. Called on the ingest loop: must return at once. */
    interface Listener extends TransportListener {
        /** The first RTP packet, permitted or not, and the first after a silence. */
        void onMedia();

        /** No RTP packet came for {@code griot.edge.media-timeout}, or the connection is gone. */
        void onMediaLost();
    }

    /**
     * Makes these the tracks of the connection. A track whose mid, source and codec are as before is the same publication still,
     * whatever else changed of it; others come and go.
     *
     * @param tracks at most {@link PublisherParameters#MAX_TRACKS}
     */
    void update(List<TrackParameters> tracks);
}
