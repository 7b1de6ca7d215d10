package live.griot.edge.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.edge.signaling.negotiation.AnswerForPublisher;
import live.griot.edge.signaling.negotiation.Offers;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {
    private static final int MUTATIONS = 3_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "this is no session description",
                "v=1\r\n",
                "v=0\r\nnonsense\r\n",
                "v=0\r\n\r\n0\r\n",
                "v=0\r\na=x\r\n\uFEFFa=y\r\n",
                "v=0\r\na=tool:\u0000\r\n",
                "v=0\r\na=tool:a\rb\r\n",
                "v=0\r\nm=audio\r\n",
                "v=0\r\nm=audio 65536 UDP/TLS/RTP/SAVPF 0\r\n",
                "v=0\r\nm=audio -1 UDP/TLS/RTP/SAVPF 0\r\n",
                "v=0\r\nm=audio 99999999999999999999 UDP/TLS/RTP/SAVPF 0\r\n",
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:two words\r\n",
                "v=0\r\nm=audio 9 X 0\r\na=mid:0\r\nm=video 9 X 0\r\na=mid:0\r\n"
            })
    void what_cannot_be_read_is_malformed(String text) {
        assertRefused(text, RefusalCode.MALFORMED_SDP);
    }

    @ParameterizedTest
    @MethodSource
    void a_refusal_names_the_line_and_the_cause(String text, String cause) {
        assertThatThrownBy(() -> SdpParser.parse(text))
                .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.detail())
                        .isEqualTo("The session description cannot be read: " + cause));
    }

    static List<Arguments> a_refusal_names_the_line_and_the_cause() {
        return List.of(
                arguments("v=0\n\na=x\u0001y", "Line 3 holds the control character U+0001"),
                arguments("v=0\na=x\n\0", "Line 3 holds the control character U+0000"),
                arguments("v=0\n hello", "Line 2 is not of the form <letter>=<value>"),
                arguments("\n\nv=1", "Line 3: A description begins with v=0"),
                arguments(
                        "v=0\n\nm=audio 9", "Line 3: A media line has the form m=<media> <port> <protocol> <formats>"),
                arguments("v=0\nm=audio nine X 0", "Line 2: A media line's port is a number from 0 to 65535"),
                arguments(
                        "v=0\nm=a 9 X 0\na=mid:0\nm=b 9 X 0\na=mid:0", "Line 4: A section before has the mid 0, too"));
    }

    @Test
    void what_carries_no_meaning_is_read_over() {
        SessionDescription plain = SdpParser.parse("v=0\r\nm=audio 9 X 0\r\na=mid:0\r\n");

        assertThat(SdpParser.parse("\uFEFFv=0 \n\n \t\nm=audio 9  X 0\t\na=mid:0 \n\n\n"))
                .isEqualTo(plain);
    }

    @Test
    void everything_that_can_grow_has_a_limit() {
        assertRefused("v=0\n" + "a=x\n".repeat(SdpLine.MAX_LINES), RefusalCode.MALFORMED_SDP);
        assertRefused("v=0\na=" + "x".repeat(SdpLine.MAX_LENGTH), RefusalCode.MALFORMED_SDP);
        assertRefused("v=0\n" + "m=audio 9 X 0\n".repeat(SdpParser.MAX_SECTIONS + 1), RefusalCode.MALFORMED_SDP);
        assertRefused("v=0\nm=audio 9 X" + " 1".repeat(SdpParser.MAX_FORMATS + 1), RefusalCode.MALFORMED_SDP);
        assertRefused("v=0\n" + "x".repeat(SdpLine.MAX_CHARACTERS), RefusalCode.TOO_LARGE);
    }

    @Test
    void numbers_out_of_range_name_no_codec_and_no_extension() {
        String offer = """
                v=0
                m=audio 9 X 128 111 0 96 *
                a=rtpmap:128 opus/48000
                a=rtpmap:111 opus/99999999999
                a=rtpmap:96 opus/x
                a=extmap:0 urn:a
                a=extmap:99999999999 urn:a
                """;
        MediaSection section = SdpParser.parse(offer).media().getFirst();

        assertThat(section.codecs()).isEmpty();
        assertThat(section.extensionId("urn:a")).isEqualTo(-1);
    }

    @Test
    void a_section_of_port_zero_is_refused_unless_it_only_lives_in_the_bundle() {
        List<MediaSection> sections = SdpParser.parse("v=0\nm=audio 0 X 0\nm=video 0 X 0\na=bundle-only\n")
                .media();

        assertThat(sections).extracting(MediaSection::isRefused).containsExactly(true, false);
    }

    @Test
    void a_mangled_offer_is_answered_or_refused_and_never_a_bug() {
        AnswerForPublisher answers = new AnswerForPublisher(new SecureRandom(), 1500);
        Random random = new Random(7_000);
        int answered = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String offer = Offers.mangled(Offers.named("chromium-156-sendonly"), random);
            try {
                SdpParser.parse(answers.to(offer, Offers.EDGE).answer());
                answered++;
            } catch (Refused no) {
                assertThat(no.code()).isIn(RefusalCode.MALFORMED_SDP, RefusalCode.UNSUPPORTED_SDP);
                refused++;
            }
        }
        assertThat(answered).isPositive();
        assertThat(refused).isPositive();
    }

    private static void assertRefused(String text, RefusalCode code) {
        assertThatThrownBy(() -> SdpParser.parse(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .extracting(Refused::code)
                .isEqualTo(code);
    }
}
