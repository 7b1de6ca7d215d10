package live.griot.edge.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.refusal.Refused;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.negotiation.AnswerForPublisher;
import live.griot.edge.signaling.negotiation.AnswerForViewer;
import live.griot.edge.signaling.negotiation.LocalEdge;
import live.griot.edge.signaling.negotiation.Negotiated;
import live.griot.edge.signaling.negotiation.PublisherNegotiation;
import live.griot.edge.signaling.negotiation.SubscriberNegotiation;
import live.griot.edge.signaling.negotiation.WholeOffer;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.fuzz.Fuzz;

/** Session descriptions and trickled fragments: what is refused is refused with a sentence, and what we answer can be read. */
class SdpFuzzTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final LocalEdge EDGE = new LocalEdge(
            List.of(HostCandidate.udp(new InetSocketAddress("192.0.2.7", 7000))), "sha-256 " + "AB:".repeat(31) + "AB");
    private static final List<PublishedTrack> STAGE = List.of(
            new PublishedTrack("p1", "U1", TrackSource.CAMERA, Codec.VP8, "", false, 1, true),
            new PublishedTrack("p2", "U1", TrackSource.MICROPHONE, Codec.OPUS, "", true, 1, true));

    @FuzzTest(maxDuration = Fuzz.EACH)
    void offer(byte[] data) {
        String text = Fuzz.text(data);
        refusedOr(() -> WholeOffer.require(text));
        refusedOr(() -> readable(new AnswerForPublisher(RANDOM, 1_500).to(text, EDGE)));
        refusedOr(() -> readable(new AnswerForViewer(RANDOM).to(text, STAGE, EDGE)));
        refusedOr(() -> {
            Map<String, TrackSource> sources = new HashMap<>();
            for (MediaSection section : SdpParser.parse(text).media()) {
                sources.put(
                        section.mid(), section.media().equals("audio") ? TrackSource.MICROPHONE : TrackSource.CAMERA);
            }
            SdpParser.parse(new PublisherNegotiation(RANDOM, 1_500)
                    .answer(text, sources, EDGE)
                    .sdp());
        });
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void answer(byte[] data) {
        SubscriberNegotiation negotiation = new SubscriberNegotiation(RANDOM);
        negotiation.want(STAGE);
        negotiation.offer(EDGE);
        refusedOr(() -> assertThat(
                        negotiation.answered(Fuzz.text(data)).accepted().size())
                .isLessThanOrEqualTo(STAGE.size()));
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void fragment(byte[] data) {
        refusedOr(() -> IceFragment.parse(Fuzz.text(data)));
        refusedOr(() -> new IfMatch(Fuzz.text(data)).require("tag"));
    }

    private static void readable(Negotiated negotiated) {
        assertThat(SdpParser.parse(negotiated.answer()).media()).isNotEmpty();
        assertThat(negotiated.tracks()).isNotEmpty();
    }

    private static void refusedOr(Runnable reading) {
        try {
            reading.run();
        } catch (Refused refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
