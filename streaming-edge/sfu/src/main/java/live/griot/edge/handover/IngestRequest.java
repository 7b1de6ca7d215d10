package live.griot.edge.handover;

/** All that an egress loop may ask of the ingest loop. */
public sealed interface IngestRequest {
    /** Asks the publisher for a key frame of an encoding, unless that was done a moment ago. */
    record WantKeyFrame(PublicationView publication, EncodingView encoding) implements IngestRequest {}

    /**
     * Gives a track something to begin with: what came since a key frame a moment ago, by {@link EgressCommand.BeginTrack}, or else the
     * next key frame.
     *
     * @param ssrc as which the track is sent
     */
    record WantBeginning(ViewerId viewer, int ssrc, PublicationView publication, EncodingView encoding)
            implements IngestRequest {}

    /** Lets a viewer go whose sending failed. */
    record EndViewer(String router, ViewerId viewer) implements IngestRequest {}
}
