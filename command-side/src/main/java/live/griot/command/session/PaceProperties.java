package live.griot.command.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast each person may do over and over what others are told of, or what costs a ticket, {@code griot.pace.*}.
 *
 * @param handBurst times that one person may raise their hand at once; default 5
 * @param handInterval after which they may once more; default 10 seconds
 * @param askBurst times that one person may ask others at once to switch something on; default 10
 * @param askInterval after which they may once more; default 5 seconds
 * @param joinBurst times that one person may join at once; default 60
 * @param joinInterval after which they may once more; default half a second
 * @param maxRemembered people whose pace is remembered on a node; default 100,000
 */
@ConfigurationProperties("griot.pace")
public record PaceProperties(
        @DefaultValue("5") int handBurst,
        @DefaultValue("PT10S") Duration handInterval,
        @DefaultValue("10") int askBurst,
        @DefaultValue("PT5S") Duration askInterval,
        @DefaultValue("60") int joinBurst,
        @DefaultValue("PT0.5S") Duration joinInterval,
        @DefaultValue("100000") int maxRemembered) {
    public PaceProperties {
        if (handBurst < 1 || askBurst < 1 || joinBurst < 1 || maxRemembered < 1) {
            throw new IllegalArgumentException(
                    "griot.pace.hand-burst, ask-burst, join-burst and max-remembered must be positive");
        }
        if (!handInterval.isPositive() || !askInterval.isPositive() || !joinInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "griot.pace.hand-interval, ask-interval and join-interval must be positive");
        }
    }
}
