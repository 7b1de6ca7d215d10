package live.griot.app.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The bounds by which times are sorted, one set for all: so that shares and percentiles can be told, of several nodes together, too. */
public final class Buckets {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    private Buckets() {}

    /** Begins to describe a timer that sorts by these bounds. */
    public static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BOUNDS);
    }
}
