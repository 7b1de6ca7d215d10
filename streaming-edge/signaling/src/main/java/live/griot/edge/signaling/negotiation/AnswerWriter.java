package live.griot.edge.signaling.negotiation;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SdpText;
import live.griot.edge.signaling.sdp.SessionDescription;

/**
 * Writes the part of an answer that is the same for publishers and viewers: sections in the offer's order (RFC 3264, section 6),
 * port 0 for the refused, one bundled connection on which the edge is ICE-lite and takes the DTLS role that the peer leaves to it.
 */
final class AnswerWriter {
    private final SessionDescription offer;
    private final List<AcceptedSection> accepted;
    private final OfferedTransport peer;
    private final TransportLines transport;

    /** Answers the first offer of a connection. */
    AnswerWriter(SessionDescription offer, List<AcceptedSection> accepted, LocalEdge edge, IceCredentials ice) {
        this(offer, accepted, OfferedTransport.of(offer, accepted.get(0).offered()), edge, ice);
    }

    /** Answers an offer whose connection is set up like that. */
    AnswerWriter(
            SessionDescription offer,
            List<AcceptedSection> accepted,
            OfferedTransport peer,
            LocalEdge edge,
            IceCredentials ice) {
        this.offer = offer;
        this.accepted = accepted;
        this.peer = peer;
        this.transport = new TransportLines(edge, ice, peer.answeredSetup());
    }

    /** Returns the whole; {@code describe} writes what a taken section says of its direction, codecs and streams. */
    Negotiated write(long sessionNumber, long version, BiConsumer<AcceptedSection, SdpText> describe) {
        SdpText text = TransportLines.begin(sessionNumber, version);
        if (!accepted.get(0).offered().mid().isEmpty() && !offer.bundle().isEmpty()) {
            text.attribute(
                    "group",
                    accepted.stream()
                            .map(section -> section.offered().mid())
                            .collect(Collectors.joining(" ", "BUNDLE ", "")));
        }
        text.attribute("ice-lite")
                .attribute("ice-options", TransportLines.ICE_OPTIONS)
                .attribute("msid-semantic", "WMS *");
        for (MediaSection section : offer.media()) {
            taken(section).ifPresentOrElse(taken -> take(taken, describe, text), () -> refuse(section, text));
        }
        IceCredentials ice = transport.ice();
        return new Negotiated(
                text.toString(),
                new TransportParameters(
                        ice.usernameFragment(),
                        ice.password(),
                        peer.ufrag(),
                        peer.fingerprint(),
                        peer.edgeRole(),
                        peer.password()),
                accepted.stream()
                        .filter(AcceptedSection::flows)
                        .map(AcceptedSection::track)
                        .toList());
    }

    private Optional<AcceptedSection> taken(MediaSection section) {
        return accepted.stream()
                .filter(one -> one.offered().index() == section.index())
                .findFirst();
    }

    private void refuse(MediaSection section, SdpText text) {
        text.line('m', section.media() + " 0 " + section.protocol() + " " + String.join(" ", section.formats()))
                .line('c', "IN IP4 0.0.0.0");
        mid(section, text);
        text.attribute("inactive");
    }

    private void take(AcceptedSection taken, BiConsumer<AcceptedSection, SdpText> describe, SdpText text) {
        MediaSection section = taken.offered();
        text.line(
                        'm',
                        "%s %d %s %s"
                                .formatted(section.media(), TransportLines.PORT, section.protocol(), formats(taken)))
                .line('c', "IN IP4 0.0.0.0");
        mid(section, text);
        transport.section(text);
        if (section.attributes().has("rtcp-rsize")) {
            text.attribute("rtcp-rsize");
        }
        for (String uri : HeaderExtensions.of(section, taken.track().codec())) {
            int id = section.extensionId(uri);
            if (id > 0) {
                text.attribute("extmap", id + " " + uri);
            }
        }
        describe.accept(taken, text);
        if (section.index() == accepted.get(0).offered().index()) {
            transport.candidates(text);
        }
    }

    private static String formats(AcceptedSection taken) {
        StringBuilder formats = new StringBuilder();
        for (RtpCodec codec : taken.codecs()) {
            formats.append(codec.payloadType()).append(' ');
        }
        int rtx = taken.track().rtxPayloadType();
        return rtx < 0 ? formats.toString().strip() : formats.append(rtx).toString();
    }

    private static void mid(MediaSection section, SdpText text) {
        if (!section.mid().isEmpty()) {
            text.attribute("mid", section.mid());
        }
    }
}
