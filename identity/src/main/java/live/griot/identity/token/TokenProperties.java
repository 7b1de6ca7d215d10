package live.griot.identity.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What tokens are signed with, {@code griot.tokens.*}.
 *
 * @param keyRotation how long a key pair signs before the next one does; zero for ever, else at least two days; default 30 days
 */
@ConfigurationProperties("griot.tokens")
public record TokenProperties(@DefaultValue("P30D") Duration keyRotation) {
    private static final Duration SHORTEST = Duration.ofDays(2);

    public TokenProperties {
        if (!keyRotation.isZero() && keyRotation.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("griot.tokens.key-rotation must be zero or at least two days");
        }
    }
}
