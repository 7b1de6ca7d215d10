package live.griot.identity.ticket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tickets to the media edge, {@code griot.ticket.*}.
 *
 * @param ttl how long a ticket is good to begin a connection with, at least a second; what it began lives on; default a minute
 */
@ConfigurationProperties("griot.ticket")
public record TicketProperties(@DefaultValue("PT1M") Duration ttl) {
    public TicketProperties {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("griot.ticket.ttl must be at least a second");
        }
    }
}
