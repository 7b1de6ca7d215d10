package live.griot.identity.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit, {@code griot.audit.*}.
 *
 * @param retention how long it is kept, at least a day; default 180 days
 */
@ConfigurationProperties("griot.audit")
record AuditProperties(@DefaultValue("P180D") Duration retention) {
    AuditProperties {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("griot.audit.retention must be at least a day");
        }
    }
}
