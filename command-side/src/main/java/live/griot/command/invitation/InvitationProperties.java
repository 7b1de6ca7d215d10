package live.griot.command.invitation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of invitations, {@code griot.invitation.*}.
 *
 * @param ttl how long an invitation can be answered; default one day
 * @param ringTime how long a call rings; default 45 seconds
 * @param maxPending unanswered invitations that one person may have sent, in all sessions; default 100
 */
@ConfigurationProperties("griot.invitation")
public record InvitationProperties(
        @DefaultValue("P1D") Duration ttl,
        @DefaultValue("PT45S") Duration ringTime,
        @DefaultValue("100") int maxPending) {
    public InvitationProperties {
        if (!ttl.isPositive() || !ringTime.isPositive() || maxPending < 1) {
            throw new IllegalArgumentException(
                    "griot.invitation.ttl, griot.invitation.ring-time and griot.invitation.max-pending must be positive");
        }
    }
}
