package live.griot.app.border;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a request may take before it is heard, {@code griot.http.*}; on each node.
 *
 * @param headTimeout from its first byte, and from the connection's beginning, until a request's head is there; default 10 s
 * @param bodyGrace how long a client may be waited for while its body comes, before the rate counts; default 10 s
 * @param bodyBytesPerSecond the slowest a body may come after that; default 1,000
 * @param maxBodyBytes the largest body of a request, of whatever type; only pictures of oneself may have 2 MB; default 262,144
 * @param maxConnectionsPerAddress connections from one network address (an IPv6 /64), those of trusted proxies not counted; default
 *     1,500, since a school or an office shares one
 */
@ConfigurationProperties("griot.http")
record BorderProperties(
        @DefaultValue("PT10S") Duration headTimeout,
        @DefaultValue("PT10S") Duration bodyGrace,
        @DefaultValue("1000") int bodyBytesPerSecond,
        @DefaultValue("262144") int maxBodyBytes,
        @DefaultValue("1500") int maxConnectionsPerAddress) {
    BorderProperties {
        if (!headTimeout.isPositive() || !bodyGrace.isPositive()) {
            throw new IllegalArgumentException("griot.http.head-timeout and body-grace must be positive");
        }
        if (bodyBytesPerSecond < 1 || maxBodyBytes < 1 || maxConnectionsPerAddress < 1) {
            throw new IllegalArgumentException("Each limit in griot.http.* must be positive");
        }
    }
}
