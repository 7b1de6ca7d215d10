package live.griot.app.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What no part of the program reads stops its start, with the name that was meant. The context is empty: nothing of it is reached. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTest {
    @TempDir
    Path data;

    /** Has nothing in it. */
    static class Empty {}

    @ParameterizedTest
    @CsvSource({
        "griot.edge.prot, griot.edge.port",
        "griot.sesion.timeout, griot.session.timeout",
        "griot.live.max-socket, griot.live.max-sockets",
        "griot.trusted-proxy, griot.trusted-proxies",
        "griot.rates.session-per-person, griot.rates.sessions-per-person",
    })
    void a_slip_of_the_pen_is_told_in_a_sentence_with_the_right_name(
            String wrong, String right, CapturedOutput output) {
        assertThatThrownBy(() -> start("--%s=1".formatted(wrong)).close()).isInstanceOf(UnknownProperty.class);

        assertThat(output)
                .contains("There is no property %s; did you mean %s?".formatted(wrong, right))
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "griot.edge.port",
                "griot.edge.announcedAddresses",
                "griot.edge.announced-addresses[0]",
                "griot.edge.ice-servers[0].urls",
                "griot.management.token",
                "griot.preview.interval",
            })
    void a_right_one_is_read_however_it_is_written(String right) {
        assertThatCode(() -> start("--%s=1".formatted(right)).close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "GRIOT_EDGE_PROT, GRIOT_EDGE_PORT",
        "GRIOT_TRUSTED_PROXIE, GRIOT_TRUSTED_PROXIES",
        "GRIOT_SESSION_HOST_GRACES, GRIOT_SESSION_HOST_GRACE",
    })
    void a_variable_is_no_other(String wrong, String right) {
        assertThat(KnownProperties.ofThisProgram().firstUnknownIn(variables(wrong)))
                .hasValueSatisfying(unknown -> assertThat(unknown.nearest()).isEqualTo(right));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRIOT_EDGE_PORT",
                "GRIOT_EDGE_ANNOUNCED_ADDRESSES",
                "GRIOT_EDGE_ANNOUNCEDADDRESSES",
                "GRIOT_EDGE_ANNOUNCED_ADDRESSES_0",
                "GRIOT_EDGE_ICE_SERVERS_0_URLS",
                "GRIOT_CHROMIUM",
                "GRIOT_PORT",
                "GRIOT_PORT_8080_TCP_ADDR",
                "GRIOT_SERVICE_HOST",
                "PATH"
            })
    void variables_that_are_right_or_not_the_programs_pass(String variable) {
        assertThat(KnownProperties.ofThisProgram().firstUnknownIn(variables(variable)))
                .isEmpty();
    }

    @Test
    void each_property_of_each_module_is_known() {
        for (String property : new String[] {
            "griot.demo",
            "griot.session.timeout",
            "griot.chat.burst",
            "griot.live.max-sockets",
            "griot.edge.port",
            "griot.signal.grace",
            "griot.ticket.ttl"
        }) {
            assertThatCode(() -> start("--%s=1".formatted(property)).close()).doesNotThrowAnyException();
        }
    }

    private org.springframework.context.ConfigurableApplicationContext start(String argument) {
        return new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .run(argument, "--spring.main.banner-mode=off", "--griot.data-dir=" + data.resolve("griot"));
    }

    private static StandardEnvironment variables(String variable) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "1")));
        return environment;
    }
}
