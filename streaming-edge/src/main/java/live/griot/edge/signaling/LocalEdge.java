package live.griot.edge.signaling;

import java.net.InetSocketAddress;
import java.util.List;

/** What every answer says of the edge itself: where it is, and its certificate's fingerprint as {@code sha-256 AA:BB:...}. */
public record LocalEdge(List<InetSocketAddress> candidates, String fingerprint) {
    public LocalEdge {
        candidates = List.copyOf(candidates);
    }
}
