package live.griot.edge.node;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStatistics;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/** The taps that are open on one edge, each with a thread of its own: who is slow at one is not felt at another. Thread-safe. */
final class NodeTaps implements AutoCloseable {
    private final Set<TapRunner> open = ConcurrentHashMap.newKeySet();
    private final Consumer<IngestRequest> ingest;
    private final EdgeCounters counters;
    private final Failures failures;
    private final LongSupplier clock;
    private volatile boolean closed;

    NodeTaps(Consumer<IngestRequest> ingest, EdgeCounters counters, Failures failures, LongSupplier clock) {
        this.ingest = ingest;
        this.counters = counters;
        this.failures = failures;
        this.clock = clock;
    }

    /** Opens a tap; where the edge is closed it is closed at once. */
    MediaTap open(String router, TapPictures pictures, MediaTap.Listener listener) {
        TapRunner runner =
                new TapRunner(new TapFeed(router, pictures), listener, ingest, counters, failures, clock, open::remove);
        open.add(runner);
        runner.start();
        if (closed) {
            runner.closeNow();
        }
        return runner;
    }

    /** Returns how they fare. */
    TapStatistics statistics() {
        List<TapFeed> feeds = open.stream().map(TapRunner::feed).toList();
        long nowNanos = clock.getAsLong();
        return counters.taps(
                feeds.size(),
                feeds.stream().mapToLong(TapFeed::waitingBytes).sum(),
                Duration.ofNanos(feeds.stream()
                        .mapToLong(feed -> Math.max(0, feed.ageNanos(nowNanos)))
                        .max()
                        .orElse(0)));
    }

    /** Ends them all, once nothing is handed over any more; what waits is told, as far as that takes a moment. */
    @Override
    public void close() {
        closed = true;
        List<TapRunner> all = List.copyOf(open);
        all.forEach(TapRunner::closeNow);
        all.forEach(TapRunner::awaitEnd);
    }
}
