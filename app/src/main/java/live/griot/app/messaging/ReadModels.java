package live.griot.app.messaging;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The processors that keep what the API reads, and how far they have come. Thread-safe. */
@Component
class ReadModels {
    /** The processing groups whose tables answer the API's reads. */
    static final List<String> GROUPS = List.of("sessions", "chat");

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = 500_000;

    private final EventStore store;
    private final EventProcessingConfiguration processing;
    private final JdbcClient db;

    ReadModels(EventStore store, EventProcessingConfiguration processing, JdbcClient db) {
        this.store = store;
        this.processing = processing;
        this.db = db;
    }

    /** Waits until every read model has passed what is in the store now, for five seconds at most; returns whether they have. */
    boolean awaitCaughtUp() {
        TrackingToken token = store.createHeadToken();
        long head = token == null ? -1 : token.position().orElse(-1);
        long giveUpAt = System.nanoTime() + BOUND.toNanos();
        while (!haveAllPassed(head)) {
            if (System.nanoTime() - giveUpAt > 0 || Thread.currentThread().isInterrupted()) {
                LOG.warn("The read models did not catch up within {}", BOUND);
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    private boolean haveAllPassed(long head) {
        return head < 0
                || GROUPS.stream().allMatch(group -> processing
                        .eventProcessor(group, StreamingEventProcessor.class)
                        .map(processor -> hasPassed(processor, head))
                        .orElse(true));
    }

    private boolean hasPassed(StreamingEventProcessor processor, long head) {
        List<EventTrackerStatus> segments =
                List.copyOf(processor.processingStatus().values());
        return !segments.isEmpty()
                && segments.stream().allMatch(segment -> hasPassed(segment.getTrackingToken(), head));
    }

    /**
     * A processor that is past the head may have left gaps behind: numbers that were not there when it came by. One that has become an
     * event since is still to be handled; one that never will (its transaction was rolled back, or the program was killed) is
     * nothing to wait for.
     */
    private boolean hasPassed(@Nullable TrackingToken token, long head) {
        if (token == null || token.position().orElse(-1) < head) {
            return false;
        }
        if (!(token instanceof GapAwareTrackingToken gapAware)) {
            return true;
        }
        SortedSet<Long> gaps = gapAware.getGaps().headSet(head + 1);
        return gaps.isEmpty() || noneIsAnEvent(gaps);
    }

    private boolean noneIsAnEvent(SortedSet<Long> gaps) {
        return db.sql("SELECT COUNT(*) FROM DomainEventEntry WHERE globalIndex IN (:gaps)")
                        .param("gaps", gaps)
                        .query(Long.class)
                        .single()
                == 0;
    }
}
