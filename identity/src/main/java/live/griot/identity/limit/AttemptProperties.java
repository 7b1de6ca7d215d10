package live.griot.identity.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one may try to register or sign in, {@code griot.attempts.*}. Behind a proxy every request comes from the proxy's
 * address unless {@code server.forward-headers-strategy} says to believe what the proxy tells.
 *
 * @param perAddress attempts from one network address (an IPv6 /64) within the window; default 300, since a school or
 *     an office shares one
 * @param perHandle attempts on one handle within the window, from anywhere; default 10
 * @param window over which spent attempts come back, evenly; default one minute
 * @param maxRemembered how many addresses and handles are remembered; past it the least used are forgotten; default 100,000
 */
@ConfigurationProperties("griot.attempts")
public record AttemptProperties(
        @DefaultValue("300") int perAddress,
        @DefaultValue("10") int perHandle,
        @DefaultValue("PT1M") Duration window,
        @DefaultValue("100000") int maxRemembered) {
    public AttemptProperties {
        if (perAddress < 1 || perHandle < 1 || maxRemembered < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("griot.attempts.* must be positive");
        }
    }
}
