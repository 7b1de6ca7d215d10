package live.griot.query.socket;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the live socket, {@code griot.live.*}.
 *
 * @param batchInterval how long updates are gathered before they are encoded once and sent to all; default 25 ms
 * @param outboxFrames frames that may wait for one slow client before its socket is closed with 1013; default 256
 * @param maxSubscriptions topics one socket may subscribe to; default 20
 * @param maxFrameBytes the largest frame a client may send; default 8,192
 * @param resumeWindow how many events back a client may resume before it is told to start afresh; default 5,000
 * @param allowedOrigins origins besides the server's own that a browser may connect from; default none
 */
@ConfigurationProperties("griot.live")
public record LiveSocketProperties(
        @DefaultValue("PT0.025S") Duration batchInterval,
        @DefaultValue("256") int outboxFrames,
        @DefaultValue("20") int maxSubscriptions,
        @DefaultValue("8192") int maxFrameBytes,
        @DefaultValue("5000") long resumeWindow,
        @DefaultValue({}) List<String> allowedOrigins) {}
