package live.griot.identity.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long access tokens live, {@code griot.sign-in.*}.
 *
 * @param accessTokenTtl how long an access token is good, one minute to 24 hours; a shorter one holds for those issued before, too; default
 *     15 minutes
 */
@ConfigurationProperties("griot.sign-in")
public record AccessTokenProperties(@DefaultValue("PT15M") Duration accessTokenTtl) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** Each node remembers for as long which sign-ins have ended, and a key is believed for longer than any token lives. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration SPARE = Duration.ofMinutes(1);

    public AccessTokenProperties {
        if (accessTokenTtl.compareTo(SHORTEST) < 0 || accessTokenTtl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("griot.sign-in.access-token-ttl must be one minute to 24 hours");
        }
    }

    /** Returns how long a sign-in that ended is remembered: its newest access token, by clocks that differ, is expired then. */
    public Duration endsRemembered() {
        return accessTokenTtl.plus(SPARE);
    }
}
