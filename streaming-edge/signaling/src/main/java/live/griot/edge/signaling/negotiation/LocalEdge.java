package live.griot.edge.signaling.negotiation;

import java.util.List;
import live.griot.edge.sfu.HostCandidate;

/** What every answer says of the edge itself: where it is, and its certificate's fingerprint as {@code sha-256 AA:BB:...}. */
public record LocalEdge(List<HostCandidate> candidates, String fingerprint) {
    public LocalEdge {
        candidates = List.copyOf(candidates);
    }
}
