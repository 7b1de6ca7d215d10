package live.griot.query.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.api.live.Topic;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads what a client missed, straight from the event store. Thread-safe. */
@Component
class PastUpdates {
    /** What is asked for is in the store already, so it comes at once or the store is in trouble. */
    private static final int PATIENCE_SECONDS = 5;

    private final EventStore store;
    private final UpdateTranslator translator;
    private final LiveSocketProperties limits;

    PastUpdates(EventStore store, UpdateTranslator translator, LiveSocketProperties limits) {
        this.store = store;
        this.translator = translator;
        this.limits = limits;
    }

    /**
     * Returns the updates of topics after one position up to and including another, in order; empty when that is too far back, or not
     * a position of this store.
     */
    Optional<List<PositionedUpdate>> between(Set<Topic> topics, long after, long upTo) throws InterruptedException {
        if (after < 0 || after > upTo || upTo - after > limits.resumeWindow()) {
            return Optional.empty();
        }
        List<PositionedUpdate> missed = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream =
                store.openStream(GapAwareTrackingToken.newInstance(after, List.of()))) {
            long position = after;
            while (position < upTo) {
                if (!stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.empty();
                }
                TrackedEventMessage<?> event = stream.nextAvailable();
                position = event.trackingToken().position().orElseThrow();
                if (position <= upTo) {
                    add(missed, topics, position, event);
                }
            }
        }
        return Optional.of(missed);
    }

    private void add(List<PositionedUpdate> missed, Set<Topic> topics, long position, TrackedEventMessage<?> event) {
        translator.translate(event).stream()
                .filter(update -> topics.contains(update.topic()))
                .forEach(update -> missed.add(new PositionedUpdate(position, update, false)));
    }
}
