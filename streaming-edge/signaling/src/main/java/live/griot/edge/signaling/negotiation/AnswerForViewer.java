package live.griot.edge.signaling.negotiation;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SdpText;
import live.griot.edge.signaling.sdp.SessionDescription;

/**
 * Answers who watches (WHEP): the published tracks are sent in the codecs they are published in, as one stream with SSRCs of
 * this viewer's own. Thread-safe.
 */
public final class AnswerForViewer {
    private static final String STREAM = "griot";

    private final SecureRandom random;

    public AnswerForViewer(SecureRandom random) {
        this.random = random;
    }

    /**
     * Returns the answer and what it comes to; throws {@code Refused} with MALFORMED_SDP, UNSUPPORTED_SDP or TOO_LARGE.
     *
     * @param published what the session's publisher sends, at least one track
     */
    public Negotiated to(String offered, List<PublishedTrack> published, LocalEdge edge) {
        SessionDescription offer = SdpParser.parse(offered);
        List<AcceptedSection> accepted =
                Offer.accept(offer, section -> send(section, published), nothingToSend(offer, published));
        AnswerWriter answer = new AnswerWriter(offer, accepted, edge, IceCredentials.random());
        String cname = IceCredentials.random().usernameFragment();
        return answer.write(random.nextLong(1, Long.MAX_VALUE), 1, (section, text) -> describe(section, cname, text));
    }

    private static String nothingToSend(SessionDescription offer, List<PublishedTrack> published) {
        String none = "The offer can receive none of what is published: %s"
                .formatted(published.stream().map(PublishedTrack::codec).toList());
        return offer.media().stream()
                .filter(section -> CodecChoice.kindOf(section).isPresent()
                        && CodecChoice.forPublisher(section).isEmpty())
                .findFirst()
                .map(section ->
                        "%s; its %s section has %s".formatted(none, section.media(), CodecChoice.whyNone(section)))
                .orElse(none);
    }

    private Optional<AcceptedSection> send(MediaSection section, List<PublishedTrack> published) {
        if (!section.receives()) {
            return Optional.empty();
        }
        return published.stream()
                .filter(track ->
                        CodecChoice.kindOf(section).filter(track.kind()::equals).isPresent())
                .findFirst()
                .flatMap(track -> CodecChoice.forViewer(section, track).map(codec -> sent(section, track, codec)));
    }

    private AcceptedSection sent(MediaSection section, PublishedTrack published, RtpCodec codec) {
        int rtx = section.retransmissionOf(codec.payloadType());
        int ssrc = Ssrcs.fresh(random);
        RtpParameters track = new RtpParameters(
                section.mid(),
                List.of(new CodecParameters(published.codec(), codec.payloadType(), rtx, codec.parameters())),
                HeaderExtensions.idsOf(section, published.codec()),
                ssrc,
                rtx < 0 ? -1 : Ssrcs.otherThan(ssrc, random),
                List.of());
        return new AcceptedSection(section, codec, track);
    }

    private static void describe(AcceptedSection section, String cname, SdpText text) {
        RtpParameters track = section.track();
        String msid = STREAM + " " + section.offered().media();
        text.attribute("sendonly")
                .attribute("msid", msid)
                .codec(
                        section.offered(),
                        track,
                        section.codec(),
                        section.codec().parameters())
                .retransmission(track.rtxPayloadType(), section.codec())
                .sources(track.ssrc(), track.rtxSsrc(), cname, msid);
    }
}
