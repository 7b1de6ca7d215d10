package live.griot.edge.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The offers of encoders that publish by WHIP, answered; and what WHIP takes whole or not at all. */
class IngestOffersTest {
    private final AnswerForPublisher answers = new AnswerForPublisher(new SecureRandom(), 1500);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-156-sendrecv",
                "chromium-156-sendonly",
                "chromium-156-simulcast",
                "firefox-153-sendonly",
                "libwebrtc-sendonly",
                "obs-sendonly",
                "gstreamer-1.22-vp8-sendonly",
                "gstreamer-1.22-h264-sendonly"
            })
    void what_encoders_offer_is_taken_whole(String name) {
        assertThatCode(() -> WholeOffer.require(Offers.named(name))).doesNotThrowAnyException();
    }

    @Test
    void obs_is_answered_in_h264_and_opus_without_what_it_does_not_know() {
        String answer = answers.to(Offers.named("obs-sendonly"), Offers.EDGE).answer();

        assertThat(answer.lines())
                .contains(
                        "a=group:BUNDLE 0 1",
                        "a=ice-options:trickle ice2",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=rtpmap:111 opus/48000/2",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96",
                        "a=rtpmap:96 H264/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=rtcp-mux-only",
                        "a=recvonly")
                .noneMatch(line -> line.contains("rtx")
                        || line.contains("goog-remb")
                        || line.contains("transport-cc")
                        || line.startsWith("a=extmap")
                        || line.startsWith("a=simulcast"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vp8", "h264"})
    void gstreamer_is_answered_under_its_own_names(String codec) {
        Negotiated agreed = answers.to(Offers.named("gstreamer-1.22-%s-sendonly".formatted(codec)), Offers.EDGE);

        assertThat(agreed.transport().remoteUfrag()).hasSize(32);
        assertThat(agreed.answer().lines())
                .contains(
                        "a=group:BUNDLE audio0 video1",
                        "a=mid:audio0",
                        "a=rtpmap:111 OPUS/48000/2",
                        "a=fmtp:111 sprop-stereo=0;sprop-maxcapturerate=48000;useinbandfec=1",
                        "a=mid:video1",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96",
                        "a=rtpmap:96 %s/90000".formatted(codec.equals("vp8") ? "VP8" : "H264"),
                        "a=rtcp-fb:96 nack pli",
                        "a=rtcp-fb:96 ccm fir")
                .noneMatch(line -> line.equals("a=rtcp-fb:96 nack") || line.contains("transport-cc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";useinbandfec=0", ";useinbandfec=1", ";UseInbandFEC=0;stereo=0"})
    void every_encoder_of_sound_is_asked_for_inband_repair(String offered) {
        String offer = Offers.named("obs-sendonly").replace(";useinbandfec=1", offered);

        assertThat(answers.to(offer, Offers.EDGE).answer().lines())
                .filteredOn(line -> line.startsWith("a=fmtp:111"))
                .singleElement()
                .asString()
                .containsOnlyOnce("useinbandfec=1")
                .doesNotContainIgnoringCase("useinbandfec=0")
                .contains("maxaveragebitrate=96000");
    }

    @Test
    void half_an_offer_is_not_taken() {
        refuses(RefusalCode.UNSUPPORTED_SDP, "chromium-156-recvonly", "", "");
        refuses(RefusalCode.UNSUPPORTED_SDP, "obs-sendonly", "H264/90000", "H265/90000");
        refuses(RefusalCode.UNSUPPORTED_SDP, "obs-sendonly", "opus/48000/2", "PCMU/8000");
        refuses(RefusalCode.UNSUPPORTED_SDP, "obs-sendonly", "m=audio 52525", "m=video 52525");
        refuses(RefusalCode.UNSUPPORTED_SDP, "obs-sendonly", "a=sendonly", "a=inactive");
        refuses(RefusalCode.UNSUPPORTED_SDP, "obs-sendonly", "UDP/TLS/RTP/SAVPF 96", "RTP/AVP 96");
        refuses(RefusalCode.MALFORMED_SDP, "obs-sendonly", "v=0", "v=1");
    }

    @Test
    void sections_that_the_encoder_itself_left_out_do_not_count() {
        String offer = Offers.named("obs-sendonly")
                .replace("m=video 52525", "m=video 0")
                .replace("H264/90000", "H265/90000");

        assertThatCode(() -> WholeOffer.require(offer)).doesNotThrowAnyException();
    }

    @Test
    void who_may_be_passive_alone_is_refused() {
        for (String setup : List.of("passive", "holdconn")) {
            String offer = Offers.named("obs-sendonly").replace("setup:actpass", "setup:" + setup);

            assertThatThrownBy(() -> answers.to(offer, Offers.EDGE)).isInstanceOf(Refused.class);
        }
        String active = Offers.named("obs-sendonly").replace("setup:actpass", "setup:active");

        assertThat(answers.to(active, Offers.EDGE).answer()).contains("a=setup:passive");
    }

    private static void refuses(RefusalCode code, String name, String replaced, String by) {
        String offer =
                replaced.isEmpty() ? Offers.named(name) : Offers.named(name).replace(replaced, by);
        assertThatThrownBy(() -> WholeOffer.require(offer))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
