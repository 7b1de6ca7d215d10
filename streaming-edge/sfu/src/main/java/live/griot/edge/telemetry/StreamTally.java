package live.griot.edge.telemetry;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.StreamStatistics;

/** Adds up what was measured of many streams, by kind. Not thread-safe: whoever adds up makes a new one, and tells its {@link #totals}. */
public final class StreamTally {
    private final Map<StreamKind, Sum> sums = new EnumMap<>(StreamKind.class);

    private static final class Sum {
        private final Integer[] streams = new Integer[StreamStatistics.LAYERS];
        private long bitrateBps;
        private double packets;
        private double lost;
        private long jitterNanos;
        private int jitters;
        private long roundTripNanos;
        private int roundTrips;

        private Sum() {
            Arrays.fill(streams, 0);
        }

        private void add(StreamSample one) {
            streams[Math.clamp(one.layer(), 0, streams.length - 1)]++;
            bitrateBps += one.bitrateBps();
            if (one.packets() > 0) {
                packets += one.packets();
                lost += one.lost();
                jitterNanos += one.jitterNanos();
                jitters++;
            }
            if (one.roundTripNanos() > 0) {
                roundTripNanos += one.roundTripNanos();
                roundTrips++;
            }
        }

        private void add(StreamTotals some) {
            for (int layer = 0; layer < streams.length; layer++) {
                streams[layer] += some.streams().get(layer);
            }
            bitrateBps += some.bitrateBps();
            packets += some.packets();
            lost += some.lost();
            jitterNanos += some.jitterNanos();
            jitters += some.jitters();
            roundTripNanos += some.roundTripNanos();
            roundTrips += some.roundTrips();
        }

        private StreamTotals totals() {
            return new StreamTotals(
                    Arrays.asList(streams),
                    bitrateBps,
                    packets,
                    lost,
                    jitterNanos,
                    jitters,
                    roundTripNanos,
                    roundTrips);
        }
    }

    /** Begins with nothing: no stream of any kind. */
    public StreamTally() {
        for (StreamKind kind : StreamKind.values()) {
            sums.put(kind, new Sum());
        }
    }

    /** Adds a stream. */
    public void add(StreamKind kind, StreamSample one) {
        of(kind).add(one);
    }

    /** Adds what others added up. */
    public void add(Map<StreamKind, StreamTotals> totals) {
        totals.forEach((kind, some) -> of(kind).add(some));
    }

    private Sum of(StreamKind kind) {
        return Objects.requireNonNull(sums.get(kind));
    }

    /** Returns the sums so far, of every kind. */
    public Map<StreamKind, StreamTotals> totals() {
        Map<StreamKind, StreamTotals> totals = new EnumMap<>(StreamKind.class);
        sums.forEach((kind, sum) -> totals.put(kind, sum.totals()));
        return Collections.unmodifiableMap(totals);
    }
}
