package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LiveSocketPropertiesTest {
    /** Returns the limits as they are, but for one. */
    static LiveSocketProperties with(String property, String value) {
        return new Binder(new MapConfigurationPropertySource(Map.of(property, value)))
                .bindOrCreate("griot.live", LiveSocketProperties.class);
    }

    @Test
    void a_limit_that_lets_nobody_in_or_nothing_through_stops_the_start() {
        for (String property : new String[] {"outbox-frames", "max-sockets", "frames-per-second", "max-frame-bytes"}) {
            assertThatThrownBy(() -> with("griot.live." + property, "0")).hasStackTraceContaining("must be positive");
        }
        assertThatThrownBy(() -> with("griot.live.hello-timeout", "0s")).hasStackTraceContaining("must be positive");
        assertThatThrownBy(() -> with("griot.live.silence", "5s")).hasStackTraceContaining("ping-interval");
    }
}
