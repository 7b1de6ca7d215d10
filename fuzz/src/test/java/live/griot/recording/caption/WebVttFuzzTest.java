package live.griot.recording.caption;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import live.griot.api.refusal.Refused;
import live.griot.fuzz.Fuzz;

/** Captions, as anybody may send them: what is taken has no markup, and is taken again as it is. */
class WebVttFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void rewrite(byte[] data) {
        String written;
        try {
            written = WebVtt.rewritten(data);
        } catch (Refused no) {
            return;
        }
        assertThat(written).startsWith("WEBVTT\n").doesNotContain("<");
        assertThat(WebVtt.rewritten(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(written);
    }
}
