package live.griot.app.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The processors that keep what the API reads, and how far they have come. Thread-safe. */
@Component
class ReadModels {
    /** The processing groups whose tables answer the API's reads. */
    static final List<String> GROUPS = List.of("sessions", "chat");

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NANOS = 500_000;

    private final EventStore store;
    private final EventProcessingConfiguration processing;

    ReadModels(EventStore store, EventProcessingConfiguration processing) {
        this.store = store;
        this.processing = processing;
    }

    /** Waits until every read model has passed what is in the store now, for two seconds at most. */
    void awaitCaughtUp() {
        TrackingToken head = store.createHeadToken();
        long giveUpAt = System.nanoTime() + BOUND.toNanos();
        while (!haveAllPassed(head)) {
            if (System.nanoTime() - giveUpAt > 0 || Thread.currentThread().isInterrupted()) {
                LOG.warn("The read models did not catch up within {}", BOUND);
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private boolean haveAllPassed(@Nullable TrackingToken head) {
        return head == null
                || GROUPS.stream().allMatch(group -> processing
                        .eventProcessor(group, StreamingEventProcessor.class)
                        .map(processor -> hasPassed(processor, head))
                        .orElse(true));
    }

    private static boolean hasPassed(StreamingEventProcessor processor, TrackingToken head) {
        List<EventTrackerStatus> segments =
                List.copyOf(processor.processingStatus().values());
        return !segments.isEmpty()
                && segments.stream()
                        .allMatch(segment -> segment.getTrackingToken() != null
                                && segment.getTrackingToken().covers(head));
    }
}
