package live.griot.edge.net;

import org.jspecify.annotations.Nullable;

/**
 * The paths of those who sent last, so that a datagram of one who is known makes no new object. Each has one place, found by its hash; two
 * who share it take turns. Not thread-safe.
 */
final class PathCache {
    private final NetworkPath.@Nullable Udp[] paths = new NetworkPath.Udp[NetLimits.CACHED_PATHS];

    NetworkPath.Udp of(
            long remoteHigh,
            long remoteLow,
            int remotePort,
            int remoteScope,
            long localHigh,
            long localLow,
            int localScope,
            int socket) {
        int hash = NetworkPath.Udp.hash(remoteHigh, remoteLow, remotePort, localHigh, localLow);
        int at = hash & (NetLimits.CACHED_PATHS - 1);
        NetworkPath.Udp known = paths[at];
        if (known != null
                && known.leadsTo(remoteHigh, remoteLow, remotePort, remoteScope)
                && known.leavesFrom(localHigh, localLow, localScope, socket)) {
            return known;
        }
        NetworkPath.Udp fresh = new NetworkPath.Udp(
                remoteHigh, remoteLow, remotePort, remoteScope, localHigh, localLow, localScope, socket);
        paths[at] = fresh;
        return fresh;
    }
}
