package live.griot.edge.sfu;

import java.time.Duration;
import java.util.Map;

/**
 * How the taps fare.
 *
 * @param taps how many are open
 * @param waitingBytes what waits to be told by all of them
 * @param oldest how long what has waited for the longest does
 * @param frames told since the edge started
 * @param drops packets that became part of no frame, by {@link TapDropReason}
 */
public record TapStatistics(int taps, long waitingBytes, Duration oldest, long frames, Map<String, Long> drops) {
    /** Copies the map. */
    public TapStatistics {
        drops = Map.copyOf(drops);
    }
}
