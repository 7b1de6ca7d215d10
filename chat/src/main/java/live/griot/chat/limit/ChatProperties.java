package live.griot.chat.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the chat, {@code griot.chat.*}.
 *
 * @param burst messages that one person may write at once; default 15
 * @param interval after which one more may be written; default half a second
 * @param reactionBurst reactions that one person may give at once; default 10
 * @param reactionInterval after which one more may be given; default 0.2 seconds
 * @param maxRemembered people whose pace is remembered on a node; past it the least active start afresh; default 100,000
 * @param applauseInterval how long floating reactions are gathered before they are counted as one; default half a second
 * @param keepMessages messages of a session that can be read, the newest, and at times a twentieth more; default 1,000
 * @param keepAfterEnd how long after the session's end they can be read; default one hour
 */
@ConfigurationProperties("griot.chat")
public record ChatProperties(
        @DefaultValue("15") int burst,
        @DefaultValue("PT0.5S") Duration interval,
        @DefaultValue("10") int reactionBurst,
        @DefaultValue("PT0.2S") Duration reactionInterval,
        @DefaultValue("100000") int maxRemembered,
        @DefaultValue("PT0.5S") Duration applauseInterval,
        @DefaultValue("1000") int keepMessages,
        @DefaultValue("PT1H") Duration keepAfterEnd) {
    public ChatProperties {
        if (burst < 1 || reactionBurst < 1 || maxRemembered < 1 || keepMessages < 1) {
            throw new IllegalArgumentException(
                    "griot.chat.burst, reaction-burst, max-remembered and keep-messages must be positive");
        }
        if (!interval.isPositive() || !reactionInterval.isPositive() || !applauseInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "griot.chat.interval, reaction-interval and applause-interval must be positive");
        }
        if (keepAfterEnd.isNegative()) {
            throw new IllegalArgumentException("griot.chat.keep-after-end must not be negative");
        }
    }
}
