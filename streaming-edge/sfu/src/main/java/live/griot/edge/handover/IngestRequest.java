package live.griot.edge.handover;

/** All that an egress loop or a tap may ask of the ingest loop. */
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

    /** Hands over to a tap what its router's publishers send, of those who agreed. */
    record OpenTap(TapFeed tap) implements IngestRequest {}

    /** Looks again who agreed to be taken by a tap. */
    record HeedConsents(TapFeed tap) implements IngestRequest {}

    /** The picture that a tap was to show is shown: what went on until then need not any longer. */
    record PictureBegan(TapFeed tap, TapSource picture) implements IngestRequest {}

    /** Hands over to a tap no more. */
    record CloseTap(TapFeed tap) implements IngestRequest {}
}
