package live.griot.edge.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.StreamStatistics;
import live.griot.edge.sfu.TapDropReason;
import live.griot.edge.sfu.TapStatistics;

/** What the loops count. Thread-safe. */
public final class EdgeCounters {
    private final LongAdder packetsForwarded = new LongAdder();
    private final LongAdder packetsRetransmitted = new LongAdder();
    private final LongAdder segmentsRefused = new LongAdder();
    private final LongAdder failedReceives = new LongAdder();
    private final Map<StreamKind, LongAdder> nacks = new EnumMap<>(StreamKind.class);
    private final Map<StreamKind, LongAdder> keyFrameRequests = new EnumMap<>(StreamKind.class);
    private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);
    private final Map<TapDropReason, LongAdder> tapDrops = new EnumMap<>(TapDropReason.class);
    private final LongAdder tapFrames = new LongAdder();
    private final Map<String, LongAdder> failedSends = new ConcurrentHashMap<>();

    /** Begins at zero. */
    public EdgeCounters() {
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new LongAdder());
        }
        for (TapDropReason reason : TapDropReason.values()) {
            tapDrops.put(reason, new LongAdder());
        }
        for (StreamKind kind : StreamKind.values()) {
            nacks.put(kind, new LongAdder());
            keyFrameRequests.put(kind, new LongAdder());
        }
    }

    /** Counts RTP packets that were handed to the network for viewers, retransmissions and probes among them. */
    public void forwarded(int packets) {
        packetsForwarded.add(packets);
    }

    /** Counts a packet that was sent to a viewer again. */
    public void retransmitted() {
        packetsRetransmitted.increment();
    }

    /** Counts packets that whoever receives such a stream said are missing: the edge to publishers, viewers to the edge. */
    public void nacked(StreamKind kind, int packets) {
        of(nacks, kind).add(packets);
    }

    /** Counts a key frame that whoever receives such a stream asked for. */
    public void keyFrameAsked(StreamKind kind) {
        of(keyFrameRequests, kind).increment();
    }

    /** Counts a path that takes no runs of segments. */
    public void segmentsRefused() {
        segmentsRefused.increment();
    }

    /** Counts datagrams that the operating system would not send, by its name for the cause. */
    public void sendFailed(String errnoName, int datagrams) {
        failedSends.computeIfAbsent(errnoName, first -> new LongAdder()).add(datagrams);
    }

    /** Counts that the port could not be read. */
    public void receiveFailed() {
        failedReceives.increment();
    }

    /** Counts a dropped packet. */
    public void dropped(DropReason reason) {
        dropped(reason, 1);
    }

    /** Counts dropped packets. */
    public void dropped(DropReason reason, int packets) {
        of(drops, reason).add(packets);
    }

    /** Counts packets that a tap was to take, and that became part of no frame. */
    public void tapDropped(TapDropReason reason, int packets) {
        of(tapDrops, reason).add(packets);
    }

    /** Counts a frame that was told by a tap. */
    public void tapFrame() {
        tapFrames.increment();
    }

    private static <K> LongAdder of(Map<K, LongAdder> counters, K key) {
        return Objects.requireNonNull(counters.get(key));
    }

    /** Returns what was counted so far, with what others know. */
    public EdgeStatistics snapshot(int publishers, int subscribers, Map<String, Long> failures) {
        Map<String, Long> byErrno = new TreeMap<>();
        failedSends.forEach((errno, count) -> byErrno.put(errno, count.sum()));
        return new EdgeStatistics(
                publishers,
                subscribers,
                packetsForwarded.sum(),
                packetsRetransmitted.sum(),
                sum(nacks, StreamKind.Direction.OUT),
                sum(keyFrameRequests, StreamKind.Direction.IN),
                segmentsRefused.sum(),
                failedReceives.sum(),
                sums(drops),
                byErrno,
                failures);
    }

    /** Returns how so many taps fare, with what they know of what waits. */
    public TapStatistics taps(int taps, long waitingBytes, Duration oldest) {
        return new TapStatistics(taps, waitingBytes, oldest, tapFrames.sum(), sums(tapDrops));
    }

    private static Map<String, Long> sums(Map<? extends Enum<?>, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name.name(), count.sum()));
        return sums;
    }

    private static long sum(Map<StreamKind, LongAdder> counters, StreamKind.Direction direction) {
        return counters.entrySet().stream()
                .filter(one -> one.getKey().direction() == direction)
                .mapToLong(one -> one.getValue().sum())
                .sum();
    }

    /** Returns how the streams fare that add up to these totals, one entry for each kind. */
    public List<StreamStatistics> streams(StreamTally all) {
        List<StreamStatistics> streams = new ArrayList<>();
        all.totals()
                .forEach((kind, totals) -> streams.add(totals.statistics(
                        kind, of(nacks, kind).sum(), of(keyFrameRequests, kind).sum())));
        return streams;
    }
}
