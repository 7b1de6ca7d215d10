package live.griot.edge.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SessionDescription;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerForPublisherTest {
    private final AnswerForPublisher answers = new AnswerForPublisher(new SecureRandom(), 1500);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-156-sendrecv",
                "chromium-156-sendonly",
                "chromium-156-simulcast",
                "firefox-153-sendonly",
                "libwebrtc-sendonly",
                "obs-sendonly"
            })
    void every_publishers_offer_is_answered_section_by_section(String name) {
        SessionDescription offer = SdpParser.parse(Offers.named(name));
        Negotiated agreed = answers.to(Offers.named(name), Offers.EDGE);
        SessionDescription answer = SdpParser.parse(agreed.answer());

        assertThat(answer.media())
                .extracting(MediaSection::media)
                .containsExactlyElementsOf(
                        offer.media().stream().map(MediaSection::media).toList());
        assertThat(answer.media())
                .extracting(MediaSection::mid)
                .containsExactlyElementsOf(
                        offer.media().stream().map(MediaSection::mid).toList());
        assertThat(answer.attributes().has("ice-lite")).isTrue();
        assertThat(answer.bundle()).containsExactlyInAnyOrder("0", "1");
        assertThat(agreed.tracks())
                .extracting(track -> track.kind().name().toLowerCase(Locale.ROOT))
                .containsExactlyElementsOf(
                        offer.media().stream().map(MediaSection::media).limit(2).toList());
        for (MediaSection section : answer.media().subList(0, 2)) {
            assertThat(section.attributes().has("recvonly")).isTrue();
            assertThat(section.attributes().has("rtcp-mux")).isTrue();
            assertThat(section.attributes().first("setup")).contains("passive");
            assertThat(section.attributes().first("ice-ufrag"))
                    .contains(agreed.transport().localUfrag());
            assertThat(section.attributes().first("fingerprint")).contains(Offers.EDGE.fingerprint());
        }
        assertThat(answer.media().getFirst().attributes().values("candidate"))
                .containsExactly(
                        "1 1 udp 2130706431 192.0.2.7 7000 typ host", "2 1 udp 2130706175 192.0.2.8 7000 typ host");
    }

    @Test
    void chromiums_picture_comes_as_vp8_with_retransmission_and_feedback_under_its_own_numbers() {
        Negotiated agreed = answers.to(Offers.named("chromium-156-sendonly"), Offers.EDGE);

        assertThat(agreed.tracks().get(1))
                .isEqualTo(new RtpParameters(
                        "1",
                        List.of(new CodecParameters(Codec.VP8, 96, 97, "")),
                        new ExtensionIds(4, -1, -1, 3, -1, -1),
                        (int) 3784459607L,
                        1900547261,
                        List.of()));
        assertThat(agreed.answer().lines())
                .contains(
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "a=rtcp-fb:96 transport-cc",
                        "a=rtcp-fb:96 ccm fir",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=fmtp:96 x-google-start-bitrate=1500",
                        "a=fmtp:97 apt=96",
                        "a=rtcp-rsize")
                .noneMatch(line -> line.contains("goog-remb"));
    }

    @Test
    void chromiums_sound_comes_as_opus_with_its_own_parameters() {
        Negotiated agreed = answers.to(Offers.named("chromium-156-sendonly"), Offers.EDGE);

        assertThat(agreed.tracks().getFirst())
                .isEqualTo(new RtpParameters(
                        "0",
                        List.of(new CodecParameters(Codec.OPUS, 111, -1, "minptime=10;useinbandfec=1")),
                        new ExtensionIds(4, -1, -1, 3, 1, -1),
                        1528466719,
                        -1,
                        List.of()));
        assertThat(agreed.answer().lines())
                .contains(
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtcp-fb:111 transport-cc",
                        "a=fmtp:111 minptime=10;useinbandfec=1");
    }

    @Test
    void a_data_channel_is_refused_and_simulcast_left_unanswered() {
        String answer =
                answers.to(Offers.named("chromium-156-simulcast"), Offers.EDGE).answer();

        assertThat(answer.lines())
                .contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel", "a=group:BUNDLE 0 1")
                .noneMatch(line -> line.startsWith("a=simulcast") || line.startsWith("a=rid"));
    }

    @Test
    void h264_alone_is_taken_with_the_parameters_it_was_offered_with() {
        Negotiated agreed = answers.to(Offers.named("obs-sendonly"), Offers.EDGE);

        assertThat(agreed.tracks().get(1).codec()).isEqualTo(Codec.H264);
        assertThat(agreed.tracks().get(1).rtxPayloadType()).isEqualTo(-1);
        assertThat(agreed.tracks().get(1).ssrc()).isEqualTo(2100745134);
        assertThat(agreed.answer().lines())
                .contains("a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1;"
                        + "x-google-start-bitrate=1500")
                .noneMatch(line -> line.contains("transport-cc"));
    }

    @Test
    void what_the_session_says_once_holds_for_every_section() {
        Negotiated agreed = answers.to(Offers.named("firefox-153-sendonly"), Offers.EDGE);

        assertThat(agreed.transport().remoteUfrag()).isEqualTo("eea3ebd1");
        assertThat(agreed.transport().remoteFingerprint()).startsWith("sha-256 78:07:69:9B");
    }

    @Test
    void an_offer_that_only_receives_publishes_nothing() {
        refuses("chromium-156-recvonly", "", "", RefusalCode.UNSUPPORTED_SDP);
    }

    @Test
    void two_sides_that_cannot_meet_are_told_why() {
        refuses("chromium-156-sendonly", "t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n", RefusalCode.UNSUPPORTED_SDP);
        refuses("chromium-156-sendonly", "a=setup:actpass", "a=setup:holdconn", RefusalCode.UNSUPPORTED_SDP);
        refuses("chromium-156-sendonly", "sha-256", "sha-1", RefusalCode.UNSUPPORTED_SDP);
        refuses("chromium-156-sendonly", "a=rtcp-mux\r\n", "", RefusalCode.UNSUPPORTED_SDP);
        refuses("chromium-156-sendonly", "a=group:BUNDLE 0 1\r\n", "", RefusalCode.UNSUPPORTED_SDP);
        refuses("chromium-156-sendonly", "SAVPF", "AVP", RefusalCode.UNSUPPORTED_SDP);
        refuses("obs-sendonly", "111", "96", RefusalCode.UNSUPPORTED_SDP);
    }

    @Test
    void what_is_missing_or_broken_is_malformed() {
        refuses("chromium-156-sendonly", "a=ice-ufrag:", "a=x-ufrag:", RefusalCode.MALFORMED_SDP);
        refuses("chromium-156-sendonly", "a=ice-pwd:", "a=ice-pwd:\u00e9", RefusalCode.MALFORMED_SDP);
        refuses(
                "chromium-156-sendonly",
                "a=fingerprint:sha-256 ",
                "a=fingerprint:sha-256 ZZ:",
                RefusalCode.MALFORMED_SDP);
        refuses("chromium-156-sendonly", "a=fingerprint:", "a=x-fingerprint:", RefusalCode.MALFORMED_SDP);
    }

    @Test
    void identical_sections_without_a_name_are_taken_once() {
        String section = "m=audio 9 UDP/TLS/RTP/SAVPF 111\na=rtpmap:111 opus/48000/2\na=rtcp-mux\n";
        String offer = "v=0\na=ice-ufrag:abcd\na=ice-pwd:abcdefghijklmnopqrstuv\na=fingerprint:sha-256 "
                + "AB:".repeat(31) + "AB\n" + section + section;

        Negotiated agreed = answers.to(offer, Offers.EDGE);

        assertThat(agreed.tracks()).hasSize(1);
        assertThat(agreed.answer().lines().filter(line -> line.startsWith("m=")))
                .isEqualTo(List.of("m=audio 9 UDP/TLS/RTP/SAVPF 111", "m=audio 0 UDP/TLS/RTP/SAVPF 111"));
    }

    private void refuses(String name, String replaced, String by, RefusalCode code) {
        String offer =
                replaced.isEmpty() ? Offers.named(name) : Offers.named(name).replace(replaced, by);
        assertThatThrownBy(() -> answers.to(offer, Offers.EDGE))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
