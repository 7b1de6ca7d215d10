package live.griot.app.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far processors have come on all nodes. What this node runs is asked in memory; what another node runs is read from the shared store,
 * where each batch's position is written by the transaction that writes the batch's tables. Only reads, and claims nothing. Thread-safe.
 */
@Component
class ProcessorPositions {
    private final EventProcessingConfiguration processing;
    private final JdbcClient db;
    private final Serializer serializer;

    ProcessorPositions(EventProcessingConfiguration processing, JdbcClient db, Serializer serializer) {
        this.processing = processing;
        this.db = db;
        this.serializer = serializer;
    }

    /**
     * How far a processor is in one segment.
     *
     * @param isHere whether this node runs it, so that its position is what it handled last and not what it stored last
     * @param reached where it is, which may have gaps; null when it has handled nothing
     * @param resetAt where it was when it was reset, or empty when it never was or has passed that
     */
    record Position(boolean isHere, @Nullable TrackingToken reached, OptionalLong resetAt) {
        /** Returns the position of the last event that was handled, -1 when there is none. */
        long at() {
            return reached == null ? -1 : reached.position().orElse(-1);
        }

        /**
         * Tells whether it has not come back to where it was. That it has been reset is known until an event is handled that was
         * not there at the reset, so only the positions tell.
         */
        boolean isReplaying() {
            return at() < resetAt.orElse(-1);
        }
    }

    /** Returns where a processor is in every segment; asks the database only when it must. */
    List<Position> of(String processor) {
        Map<Integer, EventTrackerStatus> own = own(processor);
        List<Position> positions = new ArrayList<>();
        own.values()
                .forEach(status ->
                        positions.add(new Position(true, status.getTrackingToken(), status.getResetPosition())));
        if (!coverEverything(own.values())) {
            stored(processor).forEach((segment, position) -> {
                if (!own.containsKey(segment)) {
                    positions.add(position);
                }
            });
        }
        return positions;
    }

    /** Tells whether this node runs the whole processor. */
    boolean areHere(String processor) {
        return coverEverything(own(processor).values());
    }

    /** Returns the name of the node that claims the processor's first segment, or nothing when none does. */
    Optional<String> owner(String processor) {
        return db
                .sql("SELECT owner FROM TokenEntry WHERE processorName = :processor ORDER BY segment LIMIT 1")
                .param("processor", processor)
                .query((row, index) -> Optional.ofNullable(row.getString("owner")))
                .list()
                .stream()
                .findFirst()
                .flatMap(owner -> owner);
    }

    private Map<Integer, EventTrackerStatus> own(String processor) {
        return processing
                .eventProcessor(processor, StreamingEventProcessor.class)
                .map(running -> Map.copyOf(running.processingStatus()))
                .orElseGet(Map::of);
    }

    /** A segment whose mask is m has 1 / (m + 1) of all events. */
    private static boolean coverEverything(Collection<EventTrackerStatus> segments) {
        return segments.stream()
                        .mapToDouble(status -> 1.0 / (status.getSegment().getMask() + 1))
                        .sum()
                >= 1;
    }

    private Map<Integer, Position> stored(String processor) {
        Map<Integer, Position> stored = new HashMap<>();
        db.sql("SELECT segment, token, tokenType FROM TokenEntry WHERE processorName = :processor")
                .param("processor", processor)
                .query(row -> {
                    stored.put(row.getInt("segment"), position(row.getBytes("token"), row.getString("tokenType")));
                });
        return stored;
    }

    private Position position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return new Position(false, null, OptionalLong.empty());
        }
        TrackingToken stored = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return new Position(false, WrappedToken.unwrapLowerBound(stored), ReplayToken.getTokenAtReset(stored));
    }
}
