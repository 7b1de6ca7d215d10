package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.api.refusal.Refused;
import live.griot.fuzz.Fuzz;
import tools.jackson.databind.json.JsonMapper;

/** What clients write to the live socket. */
class LiveFrameFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();

    @FuzzTest(maxDuration = Fuzz.EACH)
    void frame(byte[] data) {
        try {
            ClientFrame frame = ClientFrame.parse(Fuzz.text(data), JSON);
            assertThat(frame.type()).isNotNull();
            frame.optionalNumber("after");
            frame.optionalText("id");
            frame.text("topic");
        } catch (Refused refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
