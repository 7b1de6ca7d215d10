package live.griot.app.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BesideOthers
class RequestIdTest {
    private static final String FRESH = "[0-9A-HJKMNP-TV-Z]{26}";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"x", "9f2c-11_a.b", "0123456789012345678901234567890123456789012345678901234567890123"})
    void what_a_client_brings_is_kept(String given) {
        assertThat(RequestId.of(given, null).value()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words",
                "a\r\nb",
                "a\nlevel=ERROR",
                "a\u0000b",
                "a\"b",
                "a{b}",
                "${jndi:ldap://x}",
                "caf\u00e9",
                "\u202ex",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void what_could_break_a_line_is_not(String given) {
        assertThat(RequestId.of(given, null).value()).matches(FRESH);
    }

    @Test
    void the_id_of_a_trace_is_as_good_as_a_name() {
        String trace = "00-%s-00f067aa0ba902b7-01".formatted(TRACE);
        assertThat(RequestId.of(null, trace).value()).isEqualTo(TRACE);
        assertThat(RequestId.of("mine", trace).value()).isEqualTo("mine");
        assertThat(RequestId.of("not mine", trace).value()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nx"
            })
    void a_trace_that_is_none_is_not(String trace) {
        assertThat(RequestId.of(null, trace).value()).matches(FRESH);
    }
}
