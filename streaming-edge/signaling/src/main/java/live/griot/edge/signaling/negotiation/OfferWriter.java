package live.griot.edge.signaling.negotiation;

import java.util.List;
import java.util.stream.Collectors;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.SdpText;

/** Writes the edge's own offers: sections in which it sends, on one bundled connection (RFC 3264, section 5; RFC 9143). */
final class OfferWriter {
    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    private final List<SentSection> sections;
    private final TransportLines transport;

    OfferWriter(List<SentSection> sections, LocalEdge edge, IceCredentials ice) {
        this.sections = sections;
        this.transport = new TransportLines(edge, ice, "actpass");
    }

    String write(long sessionNumber, long version) {
        SdpText text = TransportLines.begin(sessionNumber, version)
                .attribute(
                        "group",
                        sections.stream()
                                .filter(section -> !section.refused())
                                .map(SentSection::mid)
                                .collect(Collectors.joining(" ", "BUNDLE ", "")))
                .attribute("ice-lite")
                .attribute("ice-options", TransportLines.ICE_OPTIONS)
                .attribute("msid-semantic", "WMS *");
        boolean first = true;
        for (SentSection section : sections) {
            if (section.refused()) {
                refused(section, text);
            } else {
                section(section, text);
                if (first) {
                    transport.candidates(text);
                    first = false;
                }
            }
        }
        return text.toString();
    }

    private void refused(SentSection section, SdpText text) {
        text.line('m', "%s 0 %s 0".formatted(media(section), PROTOCOL))
                .line('c', "IN IP4 0.0.0.0")
                .attribute("mid", section.mid())
                .attribute("inactive");
    }

    private void section(SentSection section, SdpText text) {
        SentSection.Content content = section.content();
        List<SentCodec> codecs = content == null ? SentCodec.unused(section.kind()) : content.codecs();
        text.line('m', "%s %d %s%s".formatted(media(section), TransportLines.PORT, PROTOCOL, formats(codecs)))
                .line('c', "IN IP4 0.0.0.0")
                .attribute("mid", section.mid());
        transport.section(text);
        text.attribute("rtcp-rsize");
        ExtensionIds extensions = content == null ? ExtensionIds.NONE : content.extensions();
        extension(extensions.audioLevel(), HeaderExtensions.AUDIO_LEVEL, text);
        extension(extensions.transportCc(), HeaderExtensions.TRANSPORT_CC, text);
        extension(extensions.dependencyDescriptor(), HeaderExtensions.DEPENDENCY_DESCRIPTOR, text);
        text.attribute(content == null ? "inactive" : "sendonly");
        for (SentCodec codec : codecs) {
            text.codec(codec.as(), section.kind(), extensions).retransmission(codec.rtx(), codec.as());
        }
        if (content != null) {
            text.attribute("msid", content.msid());
            text.sources(content.ssrc(), content.rtxSsrc(), content.track().participant(), content.msid());
        }
    }

    private static void extension(int id, String uri, SdpText text) {
        if (id > 0) {
            text.attribute("extmap", id + " " + uri);
        }
    }

    private static String formats(List<SentCodec> codecs) {
        StringBuilder formats = new StringBuilder();
        for (SentCodec codec : codecs) {
            formats.append(' ').append(codec.as().payloadType());
            if (codec.rtx() >= 0) {
                formats.append(' ').append(codec.rtx());
            }
        }
        return formats.toString();
    }

    private static String media(SentSection section) {
        return section.kind() == MediaKind.VIDEO ? "video" : "audio";
    }
}
