package live.griot.identity.credential;

import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static live.griot.identity.Refusals.assertRefused;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenPasswordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "short one",
                "1234567890",
                "0987654321",
                "qwertyuiop",
                "azertyuiop123",
                "1q2w3e4r5t",
                "1qaz2wsx3edc",
                "password123",
                "P@ssw0rd!!",
                "motdepasse2024",
                "iloveyou1999",
                "letmein12345",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "1212121212",
                "moussa_1 2026",
                "moussa_1moussa_1",
                "Football2026!",
                "qwerty123456"
            })
    void what_is_guessed_first_is_refused(String password) {
        assertRefused(VALIDATION_FAILED, () -> ChosenPassword.check(password, "moussa_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "a long enough password",
                "caf\u00e9 au lait 1",
                "9f2c7b41aa",
                "une phrase que personne ne devine",
                "我的猫喜欢晒太阳和睡觉"
            })
    void what_is_not_guessed_passes(String password) {
        ChosenPassword.check(password, "moussa_1");
    }
}
