package live.griot.identity.audit;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit for tests in other packages, kept for thirty days. */
public final class TestAudit {
    public static final Duration RETENTION = Duration.ofDays(30);

    private TestAudit() {}

    public static Audit over(JdbcClient db, Clock clock) {
        return new Audit(db, new AuditProperties(RETENTION, 100_000), clock);
    }
}
