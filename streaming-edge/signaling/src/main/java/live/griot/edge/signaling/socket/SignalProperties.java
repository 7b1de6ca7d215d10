package live.griot.edge.signaling.socket;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.api.network.Pulse;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The signalling socket, {@code griot.signal.*}; all limits are of one node. Behind a proxy every socket comes from the proxy's address
 * unless {@code griot.trusted-proxies} says to believe what the proxy tells.
 *
 * @param grace how long the connections of a client are held that lost its socket, for it to come back; default 30 s
 * @param maxSessions clients that signal at once, those who are awaited too; default 4,000
 * @param maxSocketsPerAddress sockets from one network address (an IPv6 /64); default 500, since a school or an office shares one
 * @param maxFrameBytes the largest frame a client may send; default 131,072: a description is at most half of that
 * @param frameBurst frames that one client may send at once; default 100
 * @param framesPerSecond frames that one client may send a second when it goes on; default 20
 * @param maxWaiting frames of one client that may wait for their turn; default 200
 * @param helloTimeout how long a client may take to say hello; default 10 s
 * @param pingInterval after how long without a word a client is asked for one; default 10 s
 * @param silence after how long without a word a client's socket counts as lost; default 30 s
 * @param sendTimeout how long a client may take to receive one frame; default 10 s
 * @param allowedOrigins origins that a browser may connect from; default all, as with WHIP and WHEP: the ticket is what admits
 */
@ConfigurationProperties("griot.signal")
record SignalProperties(
        @DefaultValue("PT30S") Duration grace,
        @DefaultValue("4000") int maxSessions,
        @DefaultValue("500") int maxSocketsPerAddress,
        @DefaultValue("131072") int maxFrameBytes,
        @DefaultValue("100") int frameBurst,
        @DefaultValue("20") int framesPerSecond,
        @DefaultValue("200") int maxWaiting,
        @DefaultValue("PT10S") Duration helloTimeout,
        @DefaultValue("PT10S") Duration pingInterval,
        @DefaultValue("PT30S") Duration silence,
        @DefaultValue("PT10S") Duration sendTimeout,
        @DefaultValue("*") List<String> allowedOrigins) {
    SignalProperties {
        boolean timesPass = Stream.of(grace, helloTimeout, pingInterval, silence, sendTimeout)
                .allMatch(Duration::isPositive);
        if (!timesPass || silence.compareTo(pingInterval) <= 0) {
            throw new IllegalArgumentException(
                    "Each time in griot.signal.* must be positive, and silence longer than ping-interval");
        }
        boolean someFit = IntStream.of(
                        maxSessions, maxSocketsPerAddress, maxFrameBytes, frameBurst, framesPerSecond, maxWaiting)
                .allMatch(limit -> limit > 0);
        if (!someFit) {
            throw new IllegalArgumentException("Each limit in griot.signal.* must be positive");
        }
    }

    /** Returns what listens for the signs of life of a client whose socket is opened now. */
    Pulse pulse(long nowNanos) {
        return new Pulse(pingInterval, silence, helloTimeout, nowNanos);
    }
}
