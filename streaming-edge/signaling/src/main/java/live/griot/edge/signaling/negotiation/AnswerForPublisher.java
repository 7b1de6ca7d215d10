package live.griot.edge.signaling.negotiation;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SdpText;
import live.griot.edge.signaling.sdp.SessionDescription;

/**
 * Answers who publishes (RFC 9725): one Opus and one VP8 or H.264 track are received, everything else is refused. Thread-safe.
 */
public final class AnswerForPublisher {
    private static final String NOTHING_TO_RECEIVE =
            "The offer sends neither Opus nor VP8 nor H.264 with packetization-mode=1";

    private final SecureRandom random;
    private final int startBitrateKbps;

    /** Answers with a first guess of the video bitrate, in kilobits a second, where browsers would begin at 300. */
    public AnswerForPublisher(SecureRandom random, int startBitrateKbps) {
        this.random = random;
        this.startBitrateKbps = startBitrateKbps;
    }

    /** Returns the answer and what it comes to; throws {@code Refused} with MALFORMED_SDP, UNSUPPORTED_SDP or TOO_LARGE. */
    public Negotiated to(String offered, LocalEdge edge) {
        SessionDescription offer = SdpParser.parse(offered);
        List<AcceptedSection> accepted = Offer.accept(offer, AnswerForPublisher::receive, NOTHING_TO_RECEIVE);
        AnswerWriter answer = new AnswerWriter(offer, accepted, edge, IceCredentials.random());
        return answer.write(random.nextLong(1, Long.MAX_VALUE), 1, this::describe);
    }

    private static Optional<AcceptedSection> receive(MediaSection section) {
        if (!section.sends()) {
            return Optional.empty();
        }
        return CodecChoice.forPublisher(section)
                .flatMap(chosen -> CodecChoice.codecOf(section, chosen).map(codec -> {
                    List<Integer> streams = section.streams().toList();
                    int rtx = section.retransmissionOf(chosen.payloadType());
                    RtpParameters track = new RtpParameters(
                            section.mid(),
                            List.of(new CodecParameters(codec, chosen.payloadType(), rtx, chosen.parameters())),
                            HeaderExtensions.idsOf(section, codec),
                            streams.isEmpty() ? -1 : streams.get(0),
                            streams.size() < 2 || rtx < 0 ? -1 : streams.get(1),
                            List.of());
                    return new AcceptedSection(section, chosen, track);
                }));
    }

    private void describe(AcceptedSection section, SdpText text) {
        text.attribute("recvonly")
                .codec(
                        section.offered(),
                        section.track(),
                        section.codec(),
                        parameters(section.codec(), section.track().kind(), startBitrateKbps))
                .retransmission(section.track().rtxPayloadType(), section.codec());
    }

    /**
     * Returns a codec's format parameters: Opus' with in-band repair, which is for who receives to ask for (RFC 7587, section 6.1) and is
     * passed on to who listens; a picture's with the bitrate that a browser of Chromium's family is to begin with.
     */
    static String parameters(RtpCodec codec, MediaKind kind, int kbps) {
        if (kind == MediaKind.AUDIO) {
            return codec.isNamed("opus") ? codec.with("useinbandfec", "1").parameters() : codec.parameters();
        }
        String bitrate = "x-google-start-bitrate=" + kbps;
        return codec.parameters().isEmpty() ? bitrate : codec.parameters() + ";" + bitrate;
    }
}
