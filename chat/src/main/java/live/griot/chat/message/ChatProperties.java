package live.griot.chat.message;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the chat, {@code griot.chat.*}.
 *
 * @param burst messages that one person may write at once; default 15
 * @param interval after which one more may be written; default half a second
 * @param maxRemembered people whose pace is remembered on a node; past it the least active start afresh; default 100,000
 */
@ConfigurationProperties("griot.chat")
public record ChatProperties(
        @DefaultValue("15") int burst,
        @DefaultValue("PT0.5S") Duration interval,
        @DefaultValue("100000") int maxRemembered) {
    public ChatProperties {
        if (burst < 1 || maxRemembered < 1 || !interval.isPositive()) {
            throw new IllegalArgumentException("griot.chat.burst, interval and max-remembered must be positive");
        }
    }
}
