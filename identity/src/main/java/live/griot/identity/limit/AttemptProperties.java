package live.griot.identity.limit;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may try to register or sign in, {@code griot.attempts.*}. Behind a proxy every request comes from the proxy's
 * address unless {@code griot.trusted-proxies} says to believe what the proxy tells.
 *
 * @param perAddress attempts from one network address (an IPv6 /64) within the window; default 300, since a school or
 *     an office shares one
 * @param window over which spent attempts come back, evenly; default one minute
 * @param perHandle wrong passwords on one handle from one network address, or from one device that its owner signed in on, before each
 *     one more costs a delay; default 10
 * @param firstDelay the delay after that, which doubles with each wrong password; default one second
 * @param longestDelay the longest it grows; default 15 minutes, and after twice that without an attempt all is forgotten
 * @param maxRemembered how many addresses and handles are remembered; past it the least used are forgotten; default 100,000
 */
@ConfigurationProperties("griot.attempts")
public record AttemptProperties(
        @DefaultValue("300") int perAddress,
        @DefaultValue("PT1M") Duration window,
        @DefaultValue("10") int perHandle,
        @DefaultValue("PT1S") Duration firstDelay,
        @DefaultValue("PT15M") Duration longestDelay,
        @DefaultValue("100000") int maxRemembered) {
    public AttemptProperties {
        if (perAddress < 1
                || perHandle < 1
                || maxRemembered < 1
                || !Stream.of(window, firstDelay, longestDelay).allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("griot.attempts.* must be positive");
        }
    }
}
