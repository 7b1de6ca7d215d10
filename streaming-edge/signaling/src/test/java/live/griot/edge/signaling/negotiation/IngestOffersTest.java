package live.griot.edge.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "gstreamer-1.22-h264-sendonly",
                "ffmpeg-whip-default-passive"
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

    @ParameterizedTest
    @CsvSource({"actpass, passive, SERVER", "active, passive, SERVER", "passive, active, CLIENT"})
    void the_edge_takes_the_part_in_dtls_that_is_left_to_it(String offered, String answered, DtlsRole role) {
        Negotiated agreed =
                answers.to(Offers.named("obs-sendonly").replace("setup:actpass", "setup:" + offered), Offers.EDGE);

        assertThat(agreed.transport().role()).isEqualTo(role);
        assertThat(agreed.answer().lines().filter(line -> line.startsWith("a=setup:")))
                .hasSize(2)
                .containsOnly("a=setup:" + answered);
    }

    @Test
    void who_takes_no_part_in_dtls_is_refused() {
        String offer = Offers.named("obs-sendonly").replace("setup:actpass", "setup:holdconn");

        assertThatThrownBy(() -> answers.to(offer, Offers.EDGE)).isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.code()).isEqualTo(RefusalCode.UNSUPPORTED_SDP);
            assertThat(no.detail()).contains("a=setup");
        });
    }

    @Test
    void a_refusal_of_codecs_names_what_was_offered_and_what_is_wanted() {
        assertThat(refusalOf("packetization-mode=1", "packetization-mode=0"))
                .contains("video", "H264 with packetization-mode=0 (packetization-mode=1 is)");
        assertThat(refusalOf("packetization-mode=1;", "")).contains("H264 with packetization-mode=0");
        assertThat(refusalOf("H264/90000", "H265/90000")).contains("video", "H265");
        assertThat(refusalOf("opus/48000/2", "PCMU/8000")).contains("audio", "PCMU");
        assertThat(refusalOf("UDP/TLS/RTP/SAVPF 96", "RTP/AVP 96")).contains("video", "RTP/AVP");
    }

    private static String refusalOf(String replaced, String by) {
        String offer = Offers.named("obs-sendonly").replace(replaced, by);
        Refused refused = catchThrowableOfType(Refused.class, () -> WholeOffer.require(offer));
        assertThat(refused.code()).isEqualTo(RefusalCode.UNSUPPORTED_SDP);
        return refused.detail();
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
