package live.griot.edge.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.EdgeStatistics;

/** What the loops count. Thread-safe. */
final class EdgeCounters {
    private final LongAdder packetsForwarded = new LongAdder();
    private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);

    EdgeCounters() {
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new LongAdder());
        }
    }

    void forwarded(int packets) {
        packetsForwarded.add(packets);
    }

    void dropped(DropReason reason) {
        Objects.requireNonNull(drops.get(reason)).increment();
    }

    EdgeStatistics snapshot(int publishers, int subscribers) {
        Map<String, Long> byReason = new TreeMap<>();
        drops.forEach((reason, count) -> byReason.put(reason.name(), count.sum()));
        return new EdgeStatistics(publishers, subscribers, packetsForwarded.sum(), byReason);
    }
}
