package live.griot.app.replay;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.refusal.Refused;
import live.griot.app.messaging.ReadModels;
import live.griot.app.messaging.ReadModels.Progress;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Rebuilds one projection from the first event on, while everything else goes on. Only projections: what reacts to events would react
 * again to the whole past. Thread-safe.
 */
@Component
class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final EventProcessingConfiguration processing;
    private final ReadModels readModels;
    private final Set<String> beingAskedFor = ConcurrentHashMap.newKeySet();

    Replays(EventProcessingConfiguration processing, ReadModels readModels) {
        this.processing = processing;
        this.readModels = readModels;
    }

    /**
     * A projection as the operator sees it.
     *
     * @param position the position of the last event it has handled, -1 when there is none
     * @param target while it replays the position it has to come back to, else the head of the log
     * @param stopped whether an error stops it on this node; the program's log says which
     * @param node the node that keeps it, or null while none does
     */
    record Projection(
            String name,
            boolean replaying,
            long position,
            long target,
            boolean stopped,
            @Nullable String node) {}

    List<Projection> all() {
        return ReadModels.GROUPS.stream().map(this::one).toList();
    }

    /** Returns one projection; refuses with {@code NOT_FOUND} what is none. */
    Projection one(String name) {
        StreamingEventProcessor processor = processor(name);
        Progress progress = readModels.progress(name);
        return new Projection(
                name,
                progress.replaying(),
                progress.position(),
                progress.target(),
                isStopped(processor),
                progress.node());
    }

    /**
     * Empties a projection's tables and lets it begin at the first event; returns when it has begun, which takes as long as its batch
     * and the deleting take. Refuses with {@code NOT_FOUND} what is no projection, and with {@code CONFLICT} while it is replayed already
     * or another node keeps it. Where it is refused or fails, tables and position are as they were.
     */
    Projection start(String name) {
        StreamingEventProcessor processor = processor(name);
        if (!beingAskedFor.add(name)) {
            throw replayedAlready(name);
        }
        try {
            if (readModels.progress(name).replaying() && !isStopped(processor)) {
                throw replayedAlready(name);
            }
            LOG.info("The projection {} is replayed", name);
            readModels.whileReset(name, () -> reset(name, processor));
        } finally {
            beingAskedFor.remove(name);
        }
        return one(name);
    }

    private void reset(String name, StreamingEventProcessor processor) {
        processor.shutDown();
        try {
            processor.resetTokens(StreamableMessageSource::createTailToken);
        } catch (UnableToClaimTokenException anotherNodeKeepsIt) {
            LOG.info("The projection {} is not replayed from here", name, anotherNodeKeepsIt);
            String node = Optional.ofNullable(readModels.progress(name).node()).orElse("another node");
            throw new Refused(CONFLICT, "The projection %s is kept by %s; ask there".formatted(name, node));
        } finally {
            processor.start();
        }
    }

    private StreamingEventProcessor processor(String name) {
        return Optional.of(name)
                .filter(ReadModels.GROUPS::contains)
                .flatMap(group -> processing.eventProcessor(group, StreamingEventProcessor.class))
                .orElseThrow(() -> new Refused(
                        NOT_FOUND,
                        "There is no projection %s; there are %s"
                                .formatted(name, String.join(", ", ReadModels.GROUPS))));
    }

    private static boolean isStopped(StreamingEventProcessor processor) {
        return processor.isError()
                || processor.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState);
    }

    private static Refused replayedAlready(String name) {
        return new Refused(CONFLICT, "The projection %s is being replayed already".formatted(name));
    }
}
