package live.griot.edge.preview;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Small pictures of what is live, {@code griot.preview.*}.
 *
 * @param enabled whether they are made; default true
 * @param interval how often, for each live, 2 s to 1 h; default 15 s
 * @param timeLimit how long one may take to decode before it is given up and its session has no previews for a while, 100 ms to 1 min; default 5 s
 */
@ConfigurationProperties("griot.preview")
public record PreviewProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("PT15S") Duration interval,
        @DefaultValue("PT5S") Duration timeLimit) {
    public PreviewProperties {
        if (interval.compareTo(Duration.ofSeconds(2)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("griot.preview.interval must be 2 s to 1 h");
        }
        if (timeLimit.compareTo(Duration.ofMillis(100)) < 0 || timeLimit.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("griot.preview.time-limit must be 100 ms to 1 min");
        }
    }
}
