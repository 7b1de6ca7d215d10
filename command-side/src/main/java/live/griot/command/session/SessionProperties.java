package live.griot.command.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of a session's time, {@code griot.session.*}.
 *
 * @param hostGrace how long a session waits for its host's media before it ends by itself; default one minute
 * @param handGrace after how long it is looked whether somebody whose hand is up is still there, and lowered if not; default one minute
 * @param timeout how long a session may run before it ends by itself; default one hour
 */
@ConfigurationProperties("griot.session")
public record SessionProperties(
        @DefaultValue("PT1M") Duration hostGrace,
        @DefaultValue("PT1M") Duration handGrace,
        @DefaultValue("PT1H") Duration timeout) {
    public SessionProperties {
        if (!hostGrace.isPositive() || !handGrace.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "griot.session.host-grace, griot.session.hand-grace and griot.session.timeout must be positive");
        }
    }
}
