package live.griot.identity.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit, {@code griot.audit.*}.
 *
 * @param retention how long it is kept, at least a day; default 180 days
 * @param maxFailures how many failed sign-ins are kept at most, the latest, a hundredth more at times: strangers make as many as they like; default
 *     100,000
 */
@ConfigurationProperties("griot.audit")
record AuditProperties(
        @DefaultValue("P180D") Duration retention,
        @DefaultValue("100000") int maxFailures) {
    AuditProperties {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("griot.audit.retention must be at least a day");
        }
        if (maxFailures < 1) {
            throw new IllegalArgumentException("griot.audit.max-failures must be positive");
        }
    }
}
