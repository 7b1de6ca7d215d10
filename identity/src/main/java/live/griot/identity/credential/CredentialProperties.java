package live.griot.identity.credential;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long one stays signed in, {@code griot.sign-in.*}.
 *
 * @param ttl how long a device stays signed in when it does not come back; default 30 days
 * @param grace how long the refresh token before the newest still gives the newest again, for tabs that refresh at the same
 *     moment and for answers lost on the way; later it counts as stolen; default 10 seconds
 * @param maxDevices devices signed in to one account at once; past it the longest unused is signed out; default 20
 */
@ConfigurationProperties("griot.sign-in")
public record CredentialProperties(
        @DefaultValue("P30D") Duration ttl,
        @DefaultValue("PT10S") Duration grace,
        @DefaultValue("20") int maxDevices) {
    public CredentialProperties {
        if (!ttl.isPositive() || grace.isNegative() || maxDevices < 1) {
            throw new IllegalArgumentException(
                    "griot.sign-in.ttl and max-devices must be positive, grace not negative");
        }
    }
}
