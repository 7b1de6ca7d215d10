package live.griot.edge.signaling;

import java.util.List;
import live.griot.edge.transport.ExtensionIds;

/** The RTP header extensions that the edge understands, by the names under which they are offered (RFC 8285). */
final class HeaderExtensions {
    static final String TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    private HeaderExtensions() {}

    /** Returns under which ids a section offers what the edge understands. */
    static ExtensionIds idsOf(MediaSection section) {
        return new ExtensionIds(
                section.extensionId(MID),
                -1,
                -1,
                section.extensionId(TRANSPORT_CC),
                section.extensionId(AUDIO_LEVEL),
                -1);
    }

    /** Returns the extensions of a section, in the order in which answers list them. */
    static List<String> of(MediaSection section) {
        return section.media().equals("audio") ? List.of(AUDIO_LEVEL, TRANSPORT_CC, MID) : List.of(TRANSPORT_CC, MID);
    }
}
