package live.griot.edge.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How long it takes until somebody sees something, {@code griot.join}: from when the edge is asked for a connection on which they receive until
 * that is up and encrypted, and media is on its way. Thread-safe; called on the edge's loops, and never blocks.
 */
@Component
class JoinTimes {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)
    };

    private final Timer timer;

    JoinTimes(MeterRegistry registry) {
        timer = Timer.builder("griot.join")
                .description("From when a viewer's connection is asked for until media is on its way")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void joined(Duration took) {
        timer.record(took);
    }
}
