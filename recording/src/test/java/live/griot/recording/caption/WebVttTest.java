package live.griot.recording.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of captions, and what is refused. */
class WebVttTest {
    private static String rewritten(String text) {
        return WebVtt.rewritten(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void times_and_text_are_kept_and_all_else_is_left_out() {
        String typed = """
                \uFEFFWEBVTT - made by hand\r
                Kind: captions\r
                \r
                STYLE\r
                ::cue { background: url(https://elsewhere.example/) }\r
                \r
                NOTE 00:00.000 --> 00:01.000\r
                \r
                intro\r
                00:01.500 --> 00:00:04.000 position:10% line:0\r
                <v Awa>Il était <b>une fois</b>\r
                ا\u200E &amp; &lt;i&gt;\r
                \r
                \r
                100:00:00.000 --> 100:00:01.000
                <c></c>

                100:00:00.000 --> 100:00:01.000
                &amp;lt;script&gt; <script>alert(1)</script""";

        assertThat(rewritten(typed)).isEqualTo("""
                WEBVTT

                00:00:01.500 --> 00:00:04.000
                Il était une fois
                ا\u200E &amp; &lt;i&gt;

                100:00:00.000 --> 100:00:01.000
                &amp;lt;script&gt; alert(1)
                """);
        assertThat(rewritten(rewritten(typed))).isEqualTo(rewritten(typed));
        assertThat(rewritten("WEBVTT")).isEqualTo("WEBVTT\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WEBVTTX",
                " WEBVTT",
                "1\n00:00:01,000 --> 00:00:02,000\nSubRip",
                "WEBVTT\n\n00:01.000 --> 00:01.000\nNothing",
                "WEBVTT\n\n00:05.000 --> 00:06.000\nLater\n\n00:01.000 --> 00:02.000\nSooner",
                "WEBVTT\n\n00:61.000 --> 00:62.000\nNo time",
                "WEBVTT\n\n0:01.000 --> 0:02.000\nNo time",
                "WEBVTT\n\nname\nand more\n00:01.000 --> 00:02.000\nText",
                "WEBVTT\n\nname",
                "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n00:02.000 --> 00:03.000\nTwo",
                "WEBVTT\n\n00:01.000 --> 00:02.000\nTurned \u202E round",
                "WEBVTT\n\n00:01.000 --> 00:02.000\nNo \u0000 text",
                "WEBVTT\n\n00:01.000 --> 00:02.000\na\nb\nc\nd\ne\nf\ng"
            })
    void what_is_none_is_refused(String typed) {
        assertThatThrownBy(() -> rewritten(typed)).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.code())
                .isEqualTo(RefusalCode.VALIDATION_FAILED));
    }

    @Test
    void bytes_that_are_no_text_and_more_cues_than_there_may_be_are_refused() {
        byte[] broken = {'W', 'E', 'B', 'V', 'T', 'T', '\n', '\n', (byte) 0xC3, 0x28};
        assertThatThrownBy(() -> WebVtt.rewritten(broken)).isInstanceOf(Refused.class);
        String many = "WEBVTT\n\n" + "00:01.000 --> 00:02.000\na\n\n".repeat(WebVtt.CUES + 1);
        assertThatThrownBy(() -> rewritten(many)).isInstanceOf(Refused.class).hasMessageContaining("20000");
    }
}
