package live.griot.app.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of idempotency keys, {@code griot.idempotency.*}.
 *
 * @param retention how long a key is remembered, at least a minute; default one day
 * @param maxKeys keys remembered of one person; past it the oldest is forgotten; default 10,000
 */
@ConfigurationProperties("griot.idempotency")
public record IdempotencyProperties(
        @DefaultValue("PT24H") Duration retention,
        @DefaultValue("10000") int maxKeys) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    public IdempotencyProperties {
        if (retention.compareTo(SHORTEST) < 0 || maxKeys < 1) {
            throw new IllegalArgumentException(
                    "griot.idempotency.retention must be at least PT1M, and griot.idempotency.max-keys positive");
        }
    }
}
