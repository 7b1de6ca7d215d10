package live.griot.edge.sfu;

import java.util.List;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;

/**
 * What was negotiated for one media section, received or sent.
 *
 * @param mid the section's name in the description, empty where it has none
 * @param codecs what may be sent, the preferred first; all of one kind, and RED only behind the codec that it repeats
 * @param ssrc the source: of what is received as its offer says, or -1; of what is sent as the edge chose it
 * @param rtxSsrc the source of its retransmissions, or -1
 * @param rids the simulcast encodings from the smallest to the largest (RFC 8853), empty where there is just one
 */
public record RtpParameters(
        String mid, List<CodecParameters> codecs, ExtensionIds extensions, int ssrc, int rtxSsrc, List<String> rids) {
    /** The most encodings of one section. */
    public static final int MAX_ENCODINGS = 3;

    /** The most codecs of one section. */
    public static final int MAX_CODECS = 8;

    public RtpParameters {
        codecs = List.copyOf(codecs);
        rids = List.copyOf(rids);
        if (codecs.isEmpty() || codecs.size() > MAX_CODECS || rids.size() > MAX_ENCODINGS) {
            throw new IllegalArgumentException(
                    "%d codecs and %d encodings are not what one section has".formatted(codecs.size(), rids.size()));
        }
    }

    /** Returns what the section carries. */
    public MediaKind kind() {
        return codec().kind();
    }

    /** Returns the preferred codec. */
    public Codec codec() {
        return codecs.get(0).codec();
    }

    /** Returns the preferred codec's payload type. */
    public int payloadType() {
        return codecs.get(0).payloadType();
    }

    /** Returns the payload type of the preferred codec's retransmissions, or -1. */
    public int rtxPayloadType() {
        return codecs.get(0).rtxPayloadType();
    }

    /** Returns the preferred codec's format parameters, or empty. */
    public String formatParameters() {
        return codecs.get(0).formatParameters();
    }
}
