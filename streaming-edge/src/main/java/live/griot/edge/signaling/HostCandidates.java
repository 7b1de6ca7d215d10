package live.griot.edge.signaling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Writes the edge's own candidates (RFC 8839, section 5.1), all that there will be. */
final class HostCandidates {
    /** RFC 8445, section 5.1.2.2. */
    private static final long HOST_TYPE_PREFERENCE = 126;

    private static final int HIGHEST_LOCAL_PREFERENCE = 65_535;
    private static final int RTP_COMPONENT = 1;

    private HostCandidates() {}

    /** Writes them in falling priority (RFC 8445, section 5.1.2.1), and that these are all. */
    static void write(List<InetSocketAddress> candidates, SdpText text) {
        for (int i = 0; i < candidates.size(); i++) {
            InetSocketAddress candidate = candidates.get(i);
            text.attribute(
                    "candidate",
                    "%d %d udp %d %s %d typ host"
                            .formatted(
                                    i + 1,
                                    RTP_COMPONENT,
                                    priority(HIGHEST_LOCAL_PREFERENCE - i),
                                    literal(candidate),
                                    candidate.getPort()));
        }
        text.attribute("end-of-candidates");
    }

    private static long priority(int localPreference) {
        return (HOST_TYPE_PREFERENCE << 24) + ((long) localPreference << 8) + 256 - RTP_COMPONENT;
    }

    private static String literal(InetSocketAddress candidate) {
        InetAddress address = candidate.getAddress();
        String literal = address == null ? candidate.getHostString() : address.getHostAddress();
        int zone = literal.indexOf('%');
        return (zone < 0 ? literal : literal.substring(0, zone)).toLowerCase(Locale.ROOT);
    }
}
