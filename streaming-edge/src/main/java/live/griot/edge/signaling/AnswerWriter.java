package live.griot.edge.signaling;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.transport.TransportParameters;

/**
 * Writes the part of an answer that is the same for publishers and viewers: sections in the offer's order (RFC 3264, section 6),
 * port 0 for the refused, one bundled connection on which the edge is ICE-lite and the DTLS server.
 */
final class AnswerWriter {
    /** The discard port; ICE says the true one (RFC 8840, section 4.1.1). */
    private static final int PORT = 9;

    private final SessionDescription offer;
    private final List<AcceptedSection> accepted;
    private final LocalEdge edge;
    private final IceCredentials ice;
    private final OfferedTransport peer;
    private final long sessionNumber;

    AnswerWriter(SessionDescription offer, List<AcceptedSection> accepted, LocalEdge edge, SecureRandom random) {
        this.offer = offer;
        this.accepted = accepted;
        this.edge = edge;
        this.peer = OfferedTransport.of(offer, accepted.getFirst().offered());
        this.ice = IceCredentials.random();
        this.sessionNumber = random.nextLong(1, Long.MAX_VALUE);
    }

    /** Returns the whole; {@code describe} writes what a taken section says of its direction, codec and streams. */
    Negotiated write(BiConsumer<AcceptedSection, SdpText> describe) {
        SdpText text = new SdpText()
                .line('v', "0")
                .line('o', "- %d 1 IN IP4 0.0.0.0".formatted(sessionNumber))
                .line('s', "-")
                .line('t', "0 0");
        if (!accepted.getFirst().offered().mid().isEmpty() && !offer.bundle().isEmpty()) {
            text.attribute(
                    "group",
                    accepted.stream()
                            .map(section -> section.offered().mid())
                            .collect(Collectors.joining(" ", "BUNDLE ", "")));
        }
        text.attribute("ice-lite").attribute("ice-options", IceSession.OPTIONS).attribute("msid-semantic", "WMS *");
        for (MediaSection section : offer.media()) {
            taken(section).ifPresentOrElse(taken -> take(taken, describe, text), () -> refuse(section, text));
        }
        TransportParameters transport =
                new TransportParameters(ice.usernameFragment(), ice.password(), peer.ufrag(), peer.fingerprint());
        return new Negotiated(
                text.toString(),
                transport,
                accepted.stream().map(AcceptedSection::track).toList());
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
        int rtx = taken.track().rtxPayloadType();
        String formats = taken.codec().payloadType() + (rtx < 0 ? "" : " " + rtx);
        text.line('m', "%s %d %s %s".formatted(section.media(), PORT, section.protocol(), formats))
                .line('c', "IN IP4 0.0.0.0");
        mid(section, text);
        text.attribute("ice-ufrag", ice.usernameFragment())
                .attribute("ice-pwd", ice.password())
                .attribute("fingerprint", edge.fingerprint())
                .attribute("setup", "passive")
                .attribute("rtcp-mux")
                .attribute("rtcp-mux-only");
        if (section.attributes().has("rtcp-rsize")) {
            text.attribute("rtcp-rsize");
        }
        for (String uri : HeaderExtensions.of(section)) {
            int id = section.extensionId(uri);
            if (id > 0) {
                text.attribute("extmap", id + " " + uri);
            }
        }
        describe.accept(taken, text);
        if (section.index() == accepted.getFirst().offered().index()) {
            HostCandidates.write(edge.candidates(), text);
        }
    }

    private static void mid(MediaSection section, SdpText text) {
        if (!section.mid().isEmpty()) {
            text.attribute("mid", section.mid());
        }
    }
}
