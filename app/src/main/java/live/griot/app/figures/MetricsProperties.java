package live.griot.app.figures;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Metrics that the database is asked for, {@code griot.metrics.*}.
 *
 * @param lookEvery how often it is asked, 100 milliseconds to an hour; default ten seconds
 */
@ConfigurationProperties("griot.metrics")
public record MetricsProperties(@DefaultValue("PT10S") Duration lookEvery) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    public MetricsProperties {
        if (lookEvery.compareTo(SHORTEST) < 0 || lookEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("griot.metrics.look-every must be PT0.1S to PT1H");
        }
    }
}
