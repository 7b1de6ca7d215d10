package live.griot.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** Where there is no demo. */
@ExtendWith(OutputCaptureExtension.class)
class DemoConfigurationTest {
    @Test
    void a_database_that_is_not_the_embedded_one_is_left_alone_and_a_line_says_so(CapturedOutput output) {
        MockEnvironment production = new MockEnvironment()
                .withProperty("local.server.port", "9")
                .withProperty("spring.datasource.url", "jdbc:mysql://localhost/griot");
        DemoConfiguration demo = new DemoConfiguration(new DemoProperties(true), production);

        demo.start();

        assertThat(demo.isOn()).isFalse();
        assertThat(output).contains("There is no demo (griot.demo)");
    }

    @Test
    void the_embedded_one_has_one_where_it_is_asked_for() {
        MockEnvironment fresh = new MockEnvironment()
                .withProperty("local.server.port", "9")
                .withProperty("spring.datasource.url", "jdbc:h2:mem:fresh");
        DemoConfiguration without = new DemoConfiguration(new DemoProperties(false), fresh);
        DemoConfiguration with = new DemoConfiguration(new DemoProperties(true), fresh);

        without.start();
        with.start();

        assertThat(without.isOn()).isFalse();
        assertThat(with.isOn()).isTrue();
        with.stop();
    }
}
