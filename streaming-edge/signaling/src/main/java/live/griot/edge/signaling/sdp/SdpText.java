package live.griot.edge.signaling.sdp;

import java.util.List;
import java.util.stream.Stream;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;

/** A session description while it is written: lines that end in CRLF (RFC 8866, section 5). */
public final class SdpText {
    /** The feedback the edge gives and takes (RFC 4585, section 4.2). */
    private static final List<String> FEEDBACK = List.of("transport-cc", "ccm fir", "nack", "nack pli");

    private final StringBuilder text = new StringBuilder(4_096);

    /** Writes one line. */
    public SdpText line(char type, String value) {
        text.append(type).append('=').append(value).append("\r\n");
        return this;
    }

    /** Writes an attribute that has no value. */
    public SdpText attribute(String flag) {
        return line('a', flag);
    }

    /** Writes an attribute and its value. */
    public SdpText attribute(String name, String value) {
        return line('a', name + ":" + value);
    }

    /**
     * Writes the chosen codec of an answer, its format parameters, and what feedback was offered for it: no other is answered.
     *
     * @param offered the section that is answered
     * @param track what comes of it
     */
    public SdpText codec(MediaSection offered, RtpParameters track, RtpCodec codec, String parameters) {
        List<String> feedback = possible(track.extensions())
                .filter(one -> offered.hasFeedback(codec.payloadType(), one))
                .toList();
        return codec(codec, parameters, track.kind(), feedback);
    }

    /** Writes a codec of an offer, with the feedback that its kind can use. */
    public SdpText codec(RtpCodec codec, MediaKind kind, ExtensionIds extensions) {
        List<String> feedback = possible(extensions)
                .filter(one -> kind == MediaKind.VIDEO || one.equals("transport-cc"))
                .toList();
        return codec(codec, codec.parameters(), kind, feedback);
    }

    private SdpText codec(RtpCodec codec, String parameters, MediaKind kind, List<String> feedback) {
        int payloadType = codec.payloadType();
        String channels = kind == MediaKind.AUDIO ? "/2" : "";
        attribute("rtpmap", "%d %s/%d%s".formatted(payloadType, codec.name(), codec.clockRate(), channels));
        feedback.forEach(one -> attribute("rtcp-fb", payloadType + " " + one));
        return parameters.isEmpty() ? this : attribute("fmtp", payloadType + " " + parameters);
    }

    /** Writes what retransmits a codec (RFC 4588, section 8.1), where something does. */
    public SdpText retransmission(int rtx, RtpCodec of) {
        return rtx < 0
                ? this
                : attribute("rtpmap", "%d rtx/%d".formatted(rtx, of.clockRate()))
                        .attribute("fmtp", rtx + " apt=" + of.payloadType());
    }

    /** Writes the sources of what is sent: one stream of a track, and its retransmissions where there are any (RFC 5576). */
    public SdpText sources(int ssrc, int rtxSsrc, String cname, String msid) {
        if (rtxSsrc >= 0) {
            attribute("ssrc-group", "FID %d %d".formatted(ssrc, rtxSsrc));
        }
        source(ssrc, cname, msid);
        return rtxSsrc < 0 ? this : source(rtxSsrc, cname, msid);
    }

    private SdpText source(int ssrc, String cname, String msid) {
        return attribute("ssrc", ssrc + " cname:" + cname).attribute("ssrc", ssrc + " msid:" + msid);
    }

    private static Stream<String> possible(ExtensionIds extensions) {
        return FEEDBACK.stream().filter(one -> !one.equals("transport-cc") || extensions.transportCc() > 0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
