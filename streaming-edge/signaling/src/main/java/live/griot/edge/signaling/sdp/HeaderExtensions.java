package live.griot.edge.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.ExtensionIds;

/** The RTP header extensions that the edge understands, by the names under which they are offered (RFC 8285). */
public final class HeaderExtensions {
    public static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    public static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    public static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    public static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    private HeaderExtensions() {}

    /** Returns under which ids a section offers what is agreed on for a codec. */
    public static ExtensionIds idsOf(MediaSection section, Codec codec) {
        List<String> agreed = of(section, codec);
        return new ExtensionIds(
                idOf(MID, agreed, section),
                idOf(RID, agreed, section),
                idOf(REPAIRED_RID, agreed, section),
                idOf(TRANSPORT_CC, agreed, section),
                idOf(AUDIO_LEVEL, agreed, section),
                idOf(DEPENDENCY_DESCRIPTOR, agreed, section));
    }

    private static int idOf(String uri, List<String> agreed, MediaSection section) {
        return agreed.contains(uri) ? section.extensionId(uri) : -1;
    }

    /**
     * Returns the extensions that are taken of a section, in the order in which answers list them. Which encoding a packet is of is
     * asked only of who sends several, and which frames a frame needs only of codecs whose layers can be left out.
     */
    public static List<String> of(MediaSection section, Codec codec) {
        if (codec.kind() == MediaKind.AUDIO) {
            return List.of(AUDIO_LEVEL, TRANSPORT_CC, MID);
        }
        List<String> extensions = new ArrayList<>(List.of(TRANSPORT_CC, MID));
        if (!Simulcast.offeredIn(section).isEmpty()) {
            extensions.add(RID);
            extensions.add(REPAIRED_RID);
        }
        if (codec == Codec.VP9 || codec == Codec.AV1) {
            extensions.add(DEPENDENCY_DESCRIPTOR);
        }
        return extensions;
    }
}
