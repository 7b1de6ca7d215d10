package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedBytesTest {
    @Test
    void tomcat_is_as_expected_so_that_text_is_encoded_once_for_all() {
        assertThat(SharedBytes.areSent()).isTrue();
    }
}
