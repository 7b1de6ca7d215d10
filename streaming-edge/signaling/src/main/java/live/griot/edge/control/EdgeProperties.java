package live.griot.edge.control;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The media edge, {@code griot.edge.*}.
 *
 * @param port the UDP port for all media, 0 to 65535, 0 for any that is free; default 7000
 * @param tcpPort the TCP port for clients whose network lets no UDP through, 0 to 65535, 0 for any that is free, -1 for none; default as port
 * @param announcedAddresses the IP addresses under which clients reach these ports, best first; default: all of this machine's
 * @param bindAddresses the IP addresses whose ports are bound; default: all
 * @param discoverAddress a STUN server, {@code host:port}, that is asked as what this machine is seen from outside; default none
 * @param discoverEvery how often it is asked again, at least a second; default 5 min
 * @param egressThreads how many threads send to viewers, 1 to 256, 0 for the number of cores less one; default 0
 * @param mediaTimeout how long a publisher may be silent before its media counts as lost, at least 500 ms; default 3 s
 * @param maxViewers how many may watch one session at once, at least 1; default 1000
 * @param startBitrate what a publisher's video begins with, in kbit/s, 100 to 100000; default 1500
 * @param iceServers STUN and TURN servers told to clients; default none, since the edge itself is reached directly
 */
@ConfigurationProperties("griot.edge")
public record EdgeProperties(
        @DefaultValue("7000") int port,
        @Nullable Integer tcpPort,
        @DefaultValue List<String> announcedAddresses,
        @DefaultValue List<String> bindAddresses,
        @DefaultValue("") String discoverAddress,
        @DefaultValue("5m") Duration discoverEvery,
        @DefaultValue("0") int egressThreads,
        @DefaultValue("3s") Duration mediaTimeout,
        @DefaultValue("1000") int maxViewers,
        @DefaultValue("1500") int startBitrate,
        @DefaultValue List<IceServer> iceServers) {

    /**
     * One ICE server.
     *
     * @param urls its URLs: {@code stun:host:3478}, {@code turn:host:3478?transport=udp}
     * @param username the user's name, for TURN
     * @param credential the password, for TURN
     */
    public record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}

    public EdgeProperties {
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        require(tcpPort == null || (tcpPort >= -1 && tcpPort <= 65_535), "tcp-port must be -1 to 65535");
        require(discoverEvery.toMillis() >= 1_000, "discover-every must be at least a second");
        require(egressThreads >= 0 && egressThreads <= 256, "egress-threads must be 0 to 256");
        require(mediaTimeout.toMillis() >= 500, "media-timeout must be at least 500 ms");
        require(maxViewers >= 1, "max-viewers must be at least 1");
        require(startBitrate >= 100 && startBitrate <= 100_000, "start-bitrate must be 100 to 100000 kbit/s");
        announcedAddresses = List.copyOf(announcedAddresses);
        bindAddresses = List.copyOf(bindAddresses);
        iceServers = List.copyOf(iceServers);
    }

    /** Returns the TCP port: as set, or the UDP port's number. */
    public int tcpPortOrSame() {
        return tcpPort == null ? port : tcpPort;
    }

    /** Returns how many threads send: as set, or the number of cores less one, at least 1. */
    public int egressThreadsOr(int cores) {
        return egressThreads > 0 ? egressThreads : Math.max(1, cores - 1);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("griot.edge." + rule);
        }
    }
}
