package live.griot.edge.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.griot.edge.ingest.IngestProxy;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.LoopStatistics;
import live.griot.edge.sfu.StreamStatistics;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import live.griot.edge.telemetry.StreamTally;

/** Collects what the loops of one edge count. Thread-safe. */
final class NodeStatistics {
    private final EdgeCounters counters;
    private final Failures failures;
    private final DutyCycleTracker ingestDutyCycle;
    private final IngestProxy ingest;
    private final List<EgressRunner> egress;

    NodeStatistics(
            EdgeCounters counters,
            Failures failures,
            DutyCycleTracker ingestDutyCycle,
            IngestProxy ingest,
            List<EgressRunner> egress) {
        this.counters = counters;
        this.failures = failures;
        this.ingestDutyCycle = ingestDutyCycle;
        this.ingest = ingest;
        this.egress = egress;
    }

    /** Returns what was counted since the start, and who is there now. */
    EdgeStatistics totals() {
        return counters.snapshot(ingest.publishers(), ingest.viewers(), failures.counts());
    }

    /** Returns how busy each loop is, ingest first. */
    List<LoopStatistics> loops() {
        List<LoopStatistics> all = new ArrayList<>();
        all.add(loop("ingest", ingestDutyCycle, 0, 0));
        for (int i = 0; i < egress.size(); i++) {
            EgressRunner runner = egress.get(i);
            all.add(loop(
                    "egress-" + (i + 1),
                    runner.dutyCycle(),
                    runner.queue().waitingBatches(),
                    runner.queue().waitingFeedback()));
        }
        return all;
    }

    private static LoopStatistics loop(String name, DutyCycleTracker dutyCycle, int batches, int feedback) {
        return new LoopStatistics(
                name,
                dutyCycle.turns(),
                Duration.ofNanos(dutyCycle.busyNanos()),
                Duration.ofNanos(dutyCycle.longestNanos()),
                batches,
                feedback);
    }

    /** Returns how the streams of each kind fare, as each loop told it last. */
    List<StreamStatistics> streams() {
        StreamTally all = new StreamTally();
        ingest.addStreams(all);
        egress.forEach(runner -> all.add(runner.streams().get()));
        return counters.streams(all);
    }
}
