package live.griot.edge.signaling.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SessionDescription;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerForViewerTest {
    private static final PublishedTrack SOUND = published(TrackSource.MICROPHONE, Codec.OPUS, "");
    private static final PublishedTrack VP8 = published(TrackSource.CAMERA, Codec.VP8, "");

    private final AnswerForViewer answers = new AnswerForViewer(new SecureRandom());

    @Test
    void a_player_that_wants_to_be_the_dtls_server_is_it() {
        String offer = Offers.named("chromium-156-recvonly").replace("setup:actpass", "setup:passive");

        Negotiated agreed = answers.to(offer, List.of(VP8, SOUND), Offers.EDGE);

        assertThat(agreed.transport().role()).isEqualTo(DtlsRole.CLIENT);
        assertThat(agreed.answer()).contains("a=setup:active").doesNotContain("a=setup:passive");
    }

    @Test
    void a_player_that_takes_no_h264_that_is_forwarded_is_told_so() {
        PublishedTrack h264 = published(TrackSource.CAMERA, Codec.H264, "packetization-mode=1");
        String offer = Offers.named("setup-passive")
                .replace("a=sendonly", "a=recvonly")
                .replace("packetization-mode=1", "packetization-mode=0");

        assertThatThrownBy(() -> answers.to(offer, List.of(h264), Offers.EDGE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("H264 with packetization-mode=0 (packetization-mode=1 is)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-156-recvonly", "firefox-153-recvonly", "chromium-156-sendrecv"})
    void every_viewers_offer_is_sent_one_stream_of_sound_and_picture(String name) {
        Negotiated agreed = answers.to(Offers.named(name), List.of(VP8, SOUND), Offers.EDGE);
        SessionDescription answer = SdpParser.parse(agreed.answer());
        List<String> kinds = SdpParser.parse(Offers.named(name)).media().stream()
                .map(MediaSection::media)
                .toList();
        RtpParameters picture = agreed.tracks().get(kinds.indexOf("video"));
        RtpParameters sound = agreed.tracks().get(kinds.indexOf("audio"));

        assertThat(picture.codec()).isEqualTo(Codec.VP8);
        assertThat(sound.codec()).isEqualTo(Codec.OPUS);
        assertThat(answer.media()).allSatisfy(section -> {
            assertThat(section.attributes().has("sendonly")).isTrue();
            assertThat(section.attributes().first("setup")).contains("passive");
        });
        assertThat(answer.media().get(kinds.indexOf("video")).streams())
                .containsExactly(picture.ssrc(), picture.rtxSsrc());
        assertThat(answer.media().get(kinds.indexOf("audio")).streams()).containsExactly(sound.ssrc());
        assertThat(answer.media())
                .flatExtracting(section -> section.attributes().values("msid").toList())
                .containsExactlyElementsOf(
                        kinds.stream().map(kind -> "griot " + kind).toList());
        assertThat(answer.media().stream()
                        .flatMap(section -> section.attributes().values("ssrc"))
                        .filter(value -> value.contains("cname:"))
                        .map(value -> value.substring(value.indexOf("cname:")))
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-156-recvonly", "firefox-153-recvonly"})
    void sound_is_sent_with_its_inband_repair_and_never_inside_of_redundancy(String name) {
        Negotiated agreed = answers.to(Offers.named(name), List.of(SOUND), Offers.EDGE);

        assertThat(agreed.answer().lines())
                .filteredOn(line -> line.startsWith("a=fmtp:"))
                .singleElement()
                .asString()
                .contains("useinbandfec=1");
        assertThat(agreed.tracks().getFirst().codecs())
                .extracting(CodecParameters::codec)
                .containsExactly(Codec.OPUS);
    }

    @Test
    void every_viewer_has_ssrcs_of_their_own() {
        String offer = Offers.named("chromium-156-recvonly");

        assertThat(answers.to(offer, List.of(SOUND, VP8), Offers.EDGE).tracks())
                .extracting(RtpParameters::ssrc)
                .doesNotContainAnyElementsOf(answers.to(offer, List.of(SOUND, VP8), Offers.EDGE).tracks().stream()
                        .map(RtpParameters::ssrc)
                        .toList());
    }

    @Test
    void h264_is_sent_under_the_payload_type_of_the_published_profile() {
        assertThat(payloadTypeFor("42e01f")).isEqualTo(108);
        assertThat(payloadTypeFor("42001f")).isEqualTo(102);
        assertThat(payloadTypeFor("4d001f")).isEqualTo(116);
        assertThat(payloadTypeFor("42C01E")).isIn(102, 108);
    }

    @Test
    void a_section_for_which_nothing_is_published_is_refused() {
        String answer = answers.to(Offers.named("chromium-156-recvonly"), List.of(SOUND), Offers.EDGE)
                .answer();

        assertThat(answer.lines().filter(line -> line.startsWith("m=video 0 "))).hasSize(1);
        assertThat(answer.lines()).contains("a=group:BUNDLE 0");
    }

    @Test
    void who_can_receive_nothing_of_it_is_told_what_is_published() {
        assertThatThrownBy(() -> answers.to(Offers.named("chromium-156-sendonly"), List.of(VP8), Offers.EDGE))
                .hasMessageContaining("VP8")
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(RefusalCode.UNSUPPORTED_SDP);
    }

    private static PublishedTrack published(TrackSource source, Codec codec, String formatParameters) {
        return new PublishedTrack("p1", "U1", source, codec, formatParameters, false, 1, true);
    }

    private int payloadTypeFor(String profile) {
        PublishedTrack published =
                published(TrackSource.CAMERA, Codec.H264, "packetization-mode=1;profile-level-id=" + profile);
        return answers.to(Offers.named("chromium-156-recvonly"), List.of(published), Offers.EDGE)
                .tracks()
                .getFirst()
                .payloadType();
    }
}
