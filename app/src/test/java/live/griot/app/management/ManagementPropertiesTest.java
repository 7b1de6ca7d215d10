package live.griot.app.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class ManagementPropertiesTest {
    private static final String TOKEN = "sixteen letters.";

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "nobody.invalid"})
    void an_address_that_others_reach_needs_a_token(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementProperties(8081, address, null, null))
                .withMessageContaining("griot.management.token");
        assertThat(new ManagementProperties(8081, address, TOKEN, null).token()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void this_machine_needs_none(String address) {
        assertThat(new ManagementProperties(8081, address, null, null).token()).isNull();
    }

    @Test
    void a_token_is_not_short_comes_from_one_place_and_is_not_told(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");

        assertThat(new ManagementProperties(8081, "0.0.0.0", null, file).token())
                .isEqualTo(TOKEN);
        assertThat(new ManagementProperties(8081, "0.0.0.0", TOKEN, null).toString())
                .doesNotContain(TOKEN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementProperties(8081, "127.0.0.1", "short", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ManagementProperties(8081, "127.0.0.1", TOKEN, file));
    }
}
