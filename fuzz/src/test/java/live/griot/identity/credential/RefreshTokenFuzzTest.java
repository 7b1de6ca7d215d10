package live.griot.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import live.griot.fuzz.Fuzz;

/** Refresh tokens as cookies bring them. */
class RefreshTokenFuzzTest {
    @FuzzTest(maxDuration = Fuzz.EACH)
    void token(byte[] data) {
        String text = Fuzz.text(data);
        RefreshToken.parse(text).ifPresent(token -> assertThat(token.text()).isEqualTo(text));
    }
}
