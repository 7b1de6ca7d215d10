package live.griot.edge.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.EdgeStatistics;

/** What the loops count. Thread-safe. */
public final class EdgeCounters {
    private final LongAdder packetsForwarded = new LongAdder();
    private final LongAdder packetsRetransmitted = new LongAdder();
    private final LongAdder nacksReceived = new LongAdder();
    private final LongAdder keyFramesAsked = new LongAdder();
    private final LongAdder segmentsRefused = new LongAdder();
    private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);
    private final Map<String, LongAdder> failedSends = new ConcurrentHashMap<>();

    /** Begins at zero. */
    public EdgeCounters() {
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new LongAdder());
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

    /** Counts a packet that a viewer said is missing. */
    public void nacked() {
        nacksReceived.increment();
    }

    /** Counts a key frame that a publisher was asked for. */
    public void keyFrameAsked() {
        keyFramesAsked.increment();
    }

    /** Counts a path that takes no runs of segments. */
    public void segmentsRefused() {
        segmentsRefused.increment();
    }

    /** Counts datagrams that the operating system would not send, by its name for the cause. */
    public void sendFailed(String errnoName, int datagrams) {
        failedSends.computeIfAbsent(errnoName, first -> new LongAdder()).add(datagrams);
    }

    /** Counts a dropped packet. */
    public void dropped(DropReason reason) {
        dropped(reason, 1);
    }

    /** Counts dropped packets. */
    public void dropped(DropReason reason, int packets) {
        Objects.requireNonNull(drops.get(reason)).add(packets);
    }

    /** Returns what was counted so far, with what others know. */
    public EdgeStatistics snapshot(int publishers, int subscribers, Map<String, Long> failures) {
        Map<String, Long> byReason = new TreeMap<>();
        drops.forEach((reason, count) -> byReason.put(reason.name(), count.sum()));
        Map<String, Long> byErrno = new TreeMap<>();
        failedSends.forEach((errno, count) -> byErrno.put(errno, count.sum()));
        return new EdgeStatistics(
                publishers,
                subscribers,
                packetsForwarded.sum(),
                packetsRetransmitted.sum(),
                nacksReceived.sum(),
                keyFramesAsked.sum(),
                segmentsRefused.sum(),
                byReason,
                byErrno,
                failures);
    }
}
