package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.griot.api.refusal.Refused;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SdpText;
import live.griot.edge.signaling.sdp.SessionDescription;
import live.griot.edge.signaling.sdp.Simulcast;
import org.jspecify.annotations.Nullable;

/**
 * The edge's side of one connection that publishes: the client offers, at first and whenever it changes what it sends, and the edge
 * answers (RFC 3264, section 8). Not thread-safe.
 */
public final class PublisherNegotiation {
    private final int startBitrateKbps;
    private final long sessionNumber;
    private long version;
    private int sections;
    private IceCredentials ours = IceCredentials.random();
    private @Nullable OfferedTransport theirs;

    /** Begins, with a first guess of the video bitrate in kilobits a second. */
    public PublisherNegotiation(SecureRandom random, int startBitrateKbps) {
        this.sessionNumber = random.nextLong(1, Long.MAX_VALUE);
        this.startBitrateKbps = startBitrateKbps;
    }

    /**
     * An answer and what it comes to.
     *
     * @param sdp the answer's text
     * @param restarted whether the path is to be found anew, under the credentials of {@code transport} (RFC 8445, section 9)
     */
    public record Answer(String sdp, TransportParameters transport, List<TrackParameters> tracks, boolean restarted) {
        public Answer {
            tracks = List.copyOf(tracks);
        }
    }

    /**
     * Answers an offer. Throws {@code Refused} with MALFORMED_SDP, UNSUPPORTED_SDP, MALFORMED_REQUEST or TOO_LARGE, and then nothing
     * changed.
     *
     * @param sources where the media of each section that sends comes from, by the section's mid
     */
    public Answer answer(String offered, Map<String, TrackSource> sources, LocalEdge edge) {
        SessionDescription offer = SdpParser.parse(offered);
        if (offer.media().size() < sections) {
            throw new Refused(UNSUPPORTED_SDP, "A section is never taken away, only stopped: RFC 3264, section 8");
        }
        List<AcceptedSection> accepted = StageOffer.accept(offer, sources);
        OfferedTransport fresh =
                OfferedTransport.of(offer, accepted.get(0).offered()).after(theirs);
        boolean restarts = fresh.restarts(theirs);
        IceCredentials credentials = restarts ? IceCredentials.random() : ours;
        Negotiated agreed = new AnswerWriter(offer, accepted, fresh, edge, credentials)
                .write(sessionNumber, version + 1, this::describe);
        List<TrackParameters> tracks = agreed.tracks().stream()
                .map(track -> new TrackParameters(Objects.requireNonNull(sources.get(track.mid())), track))
                .toList();
        version++;
        sections = offer.media().size();
        ours = credentials;
        theirs = fresh;
        return new Answer(agreed.answer(), agreed.transport(), tracks, restarts);
    }

    private void describe(AcceptedSection section, SdpText text) {
        text.attribute(section.flows() ? "recvonly" : "inactive");
        for (RtpCodec codec : section.codecs()) {
            text.codec(
                    section.offered(),
                    section.track(),
                    codec,
                    AnswerForPublisher.parameters(codec, section.track().kind(), startBitrateKbps));
        }
        text.retransmission(section.track().rtxPayloadType(), section.codec());
        Simulcast.receive(section.track().rids(), text);
    }
}
