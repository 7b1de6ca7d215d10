package live.griot.edge.signaling.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import live.griot.edge.sfu.HostCandidate;
import live.griot.edge.sfu.HostCandidate.Protocol;

/** Writes the edge's own candidates (RFC 8839, section 5.1; RFC 6544, section 4.5), all that there will be. */
public final class HostCandidates {
    /** RFC 8445, section 5.1.2.2: the highest for datagrams; for TCP less, so that it is what is left when they do not arrive. */
    private static final long UDP_TYPE_PREFERENCE = 126;

    private static final long TCP_TYPE_PREFERENCE = 90;
    private static final int HIGHEST_UDP_PREFERENCE = 65_535;
    /** RFC 6544, section 4.2: the direction passive is worth 4, and stands above 13 bits of any other preference. */
    private static final int HIGHEST_TCP_PREFERENCE = (4 << 13) + 8_191;

    private static final int RTP_COMPONENT = 1;

    private HostCandidates() {}

    /** Writes them in falling priority (RFC 8445, section 5.1.2.1), and that these are all. */
    public static void write(List<HostCandidate> candidates, SdpText text) {
        for (int i = 0; i < candidates.size(); i++) {
            InetSocketAddress address = candidates.get(i).address();
            boolean tcp = candidates.get(i).protocol() == Protocol.TCP;
            text.attribute(
                    "candidate",
                    "%d %d %s %d %s %d typ host%s"
                            .formatted(
                                    i + 1,
                                    RTP_COMPONENT,
                                    tcp ? "tcp" : "udp",
                                    tcp
                                            ? priority(TCP_TYPE_PREFERENCE, HIGHEST_TCP_PREFERENCE - i)
                                            : priority(UDP_TYPE_PREFERENCE, HIGHEST_UDP_PREFERENCE - i),
                                    literal(address),
                                    address.getPort(),
                                    tcp ? " tcptype passive" : ""));
        }
        text.attribute("end-of-candidates");
    }

    private static long priority(long typePreference, int localPreference) {
        return (typePreference << 24) + ((long) localPreference << 8) + 256 - RTP_COMPONENT;
    }

    private static String literal(InetSocketAddress candidate) {
        InetAddress address = candidate.getAddress();
        String literal = address == null ? candidate.getHostString() : address.getHostAddress();
        int zone = literal.indexOf('%');
        return (zone < 0 ? literal : literal.substring(0, zone)).toLowerCase(Locale.ROOT);
    }
}
