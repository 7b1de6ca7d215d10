package live.griot.query.socket;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import live.griot.api.network.Pulse;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the live socket, {@code griot.live.*}; all are of one node. Behind a proxy every socket comes from the proxy's address
 * unless {@code griot.trusted-proxies} says to believe what the proxy tells.
 *
 * @param batchInterval how long updates are gathered before they are encoded once and sent to all; default 50 ms
 * @param outboxFrames frames that may wait for one slow client before its socket is closed with 1013; default 256
 * @param maxSubscriptions topics one socket may subscribe to; default 20
 * @param maxFrameBytes the largest frame a client may send; default 8,192
 * @param frameBurst frames that one client may send at once; default 60
 * @param framesPerSecond frames that one client may send a second when it goes on; default 20
 * @param maxSockets sockets open at once; default 10,000, and less than {@code server.tomcat.max-connections}
 * @param maxSocketsPerAddress sockets from one network address (an IPv6 /64); default 500, since a school or an office shares one
 * @param maxSocketsPerPerson sockets of one person; default 20
 * @param helloTimeout how long a client may take to say hello; default 10 s
 * @param pingInterval after how long without a word a client is asked for one; default 10 s
 * @param silence after how long without a word a client counts as gone; default 30 s
 * @param sendTimeout how long a client may take to receive one frame; default 10 s
 * @param resumeWindow how many events back a client may resume before it is told to start afresh; default 5,000
 * @param gapPatience how long what follows a gap in the store's positions waits for a transaction that has not committed; default 0.5 s
 * @param allowedOrigins origins besides the server's own that a browser may connect from; default none
 */
@ConfigurationProperties("griot.live")
public record LiveSocketProperties(
        @DefaultValue("PT0.05S") Duration batchInterval,
        @DefaultValue("256") int outboxFrames,
        @DefaultValue("20") int maxSubscriptions,
        @DefaultValue("8192") int maxFrameBytes,
        @DefaultValue("60") int frameBurst,
        @DefaultValue("20") int framesPerSecond,
        @DefaultValue("10000") int maxSockets,
        @DefaultValue("500") int maxSocketsPerAddress,
        @DefaultValue("20") int maxSocketsPerPerson,
        @DefaultValue("PT10S") Duration helloTimeout,
        @DefaultValue("PT10S") Duration pingInterval,
        @DefaultValue("PT30S") Duration silence,
        @DefaultValue("PT10S") Duration sendTimeout,
        @DefaultValue("5000") long resumeWindow,
        @DefaultValue("PT0.5S") Duration gapPatience,
        @DefaultValue({}) List<String> allowedOrigins) {
    public LiveSocketProperties {
        Stream.of(batchInterval, helloTimeout, pingInterval, silence, sendTimeout, gapPatience)
                .filter(time -> !time.isPositive())
                .findAny()
                .ifPresent(time -> {
                    throw new IllegalArgumentException("Each time in griot.live.* must be positive");
                });
        Stream.of(
                        outboxFrames,
                        maxSubscriptions,
                        maxFrameBytes,
                        frameBurst,
                        framesPerSecond,
                        maxSockets,
                        maxSocketsPerAddress,
                        maxSocketsPerPerson)
                .filter(limit -> limit < 1)
                .findAny()
                .ifPresent(limit -> {
                    throw new IllegalArgumentException("Each limit in griot.live.* must be positive");
                });
        if (silence.compareTo(pingInterval) <= 0) {
            throw new IllegalArgumentException("griot.live.silence must be longer than griot.live.ping-interval");
        }
    }

    /** Returns what listens for the signs of life of a client whose socket is opened now. */
    Pulse pulse(long nowNanos) {
        return new Pulse(pingInterval, silence, helloTimeout, nowNanos);
    }
}
