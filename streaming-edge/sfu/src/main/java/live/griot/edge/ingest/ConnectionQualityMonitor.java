package live.griot.edge.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.congestion.ConnectionQualityMeter;

/**
 * How good the connections of those on stage are: of each person the worst of what they publish and receive by. Not thread-safe: owned
 * by the ingest loop.
 */
final class ConnectionQualityMonitor {
    private Map<String, ConnectionQuality> told = Map.of();
    private long judgedNanos;

    /** Returns what was told last, of everybody. */
    Map<String, ConnectionQuality> told() {
        return told;
    }

    /** Returns whether it is time to judge again. */
    boolean isDue(long nowNanos) {
        return nowNanos - judgedNanos >= ConnectionQualityMeter.INTERVAL_NANOS;
    }

    /** Judges, and returns for whom that is otherwise than was told before; of who has left nothing is told. */
    Map<String, ConnectionQuality> judge(
            Collection<PublisherTransport> publishers, Collection<ViewerTransport> viewers, long nowNanos) {
        judgedNanos = nowNanos;
        Map<String, ConnectionQuality> now = new HashMap<>();
        for (PublisherTransport publisher : publishers) {
            if (publisher.isConnected()) {
                long silentNanos = nowNanos - publisher.heardNanos();
                publisher.quality().onSample(publisher.statistics().sample(silentNanos, nowNanos));
                now.put(publisher.participant(), publisher.quality().quality());
            }
        }
        for (ViewerTransport viewer : viewers) {
            if (viewer.isConnected() && now.containsKey(viewer.participant())) {
                viewer.quality().onSample(viewer.sample(nowNanos));
                now.merge(viewer.participant(), viewer.quality().quality(), ConnectionQualityMonitor::worse);
            }
        }
        Map<String, ConnectionQuality> changed = new HashMap<>(now);
        changed.entrySet().removeIf(one -> one.getValue() == told.get(one.getKey()));
        told = Map.copyOf(now);
        return changed;
    }

    private static ConnectionQuality worse(ConnectionQuality one, ConnectionQuality other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
