package live.griot.edge.ingest;

import java.util.Set;
import java.util.function.Consumer;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.tap.TapLoop;
import live.griot.edge.tap.TapRecorder;

/** A tap on a simulated stage, whose loop turns with every step, unless its listener stands still. */
final class SimulatedTap {
    final TapFeed feed;
    final TapLoop loop;
    final TapRecorder told;
    private final Consumer<IngestRequest> ingest;
    private boolean standsStill;

    SimulatedTap(TapFeed feed, TapLoop loop, Consumer<IngestRequest> ingest, TapRecorder told) {
        this.feed = feed;
        this.loop = loop;
        this.ingest = ingest;
        this.told = told;
    }

    void allow(String... participants) {
        feed.consents().allow(Set.of(participants));
        ingest.accept(new IngestRequest.HeedConsents(feed));
    }

    void close() {
        ingest.accept(new IngestRequest.CloseTap(feed));
    }

    /** Lets the listener hold up the tap's thread, or go on. */
    void standsStill(boolean isStill) {
        standsStill = isStill;
    }

    void turn() {
        if (!standsStill) {
            loop.turn();
        }
    }
}
