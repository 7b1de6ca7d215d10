package live.griot.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void asking_for_nobody_costs_what_asking_for_somebody_costs() {
        assertThat(settings(Passwords.NOBODYS_HASH)).isEqualTo(settings(passwords.hash("correct horse")));
    }

    @Test
    void nobody_has_a_password() {
        assertThat(passwords.matches("nobody", Optional.empty())).isFalse();
    }

    /** Algorithm, version, memory, rounds and lanes, and the lengths of salt and hash. */
    private static String settings(String hash) {
        int salt = hash.lastIndexOf('$', hash.lastIndexOf('$') - 1);
        return hash.substring(0, salt) + hash.substring(salt).replaceAll("[^$]", "x");
    }
}
