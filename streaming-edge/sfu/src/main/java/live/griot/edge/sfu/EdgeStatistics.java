package live.griot.edge.sfu;

import java.util.Map;

/** What the edge has done since it started; {@code drops} counts dropped packets by reason. */
public record EdgeStatistics(int publishers, int subscribers, long packetsForwarded, Map<String, Long> drops) {
    public EdgeStatistics {
        drops = Map.copyOf(drops);
    }
}
