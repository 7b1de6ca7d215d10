package live.griot.edge.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.api.refusal.Refused;
import live.griot.fuzz.Fuzz;
import tools.jackson.databind.json.JsonMapper;

/** What clients write to the signalling socket. */
class SignalMessageFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();

    @FuzzTest(maxDuration = Fuzz.EACH)
    void message(byte[] data) {
        try {
            assertThat(ClientMessage.parse(Fuzz.text(data), JSON)).isNotNull();
        } catch (Refused refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
