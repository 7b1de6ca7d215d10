package live.griot.edge.handover;

import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.TapStream;

/**
 * A stream that a tap takes, and where it comes from.
 *
 * @param stream as the tap's listener knows it
 * @param numbers the stream of packets, which is another one when its numbers begin anew
 * @param consent under which it is taken; what is of a withdrawn one must not be told
 */
public record TapSource(
        TapStream stream, PublicationView publication, EncodingView encoding, SourceStream numbers, Consent consent) {
    /** Returns whether it is a picture's. */
    public boolean isPicture() {
        return stream.codec().kind() == MediaKind.VIDEO;
    }
}
