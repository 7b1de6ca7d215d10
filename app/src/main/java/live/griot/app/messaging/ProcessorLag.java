package live.griot.app.messaging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import live.griot.app.messaging.ProcessorPositions.Position;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** How far event processors are behind the event log, on whichever node they run. Thread-safe. */
@Component
public class ProcessorLag {
    private final EventProcessingConfiguration processing;
    private final ProcessorPositions positions;
    private final EventStore store;

    ProcessorLag(EventProcessingConfiguration processing, ProcessorPositions positions, EventStore store) {
        this.processing = processing;
        this.positions = positions;
        this.store = store;
    }

    /** Returns the names of all processors that follow the log. */
    public List<String> names() {
        return processing.eventProcessors().entrySet().stream()
                .filter(processor -> processor.getValue() instanceof StreamingEventProcessor)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Returns by how many positions each is behind; one that nobody knows a position of is left out. Asks the database. */
    public Map<String, Long> now() {
        Map<String, Long> reached = new TreeMap<>();
        for (String name : names()) {
            positions.of(name).stream().mapToLong(Position::at).min().ifPresent(at -> reached.put(name, at));
        }
        TrackingToken head = store.createHeadToken();
        long last = head == null ? -1 : head.position().orElse(-1);
        reached.replaceAll((name, at) -> Math.max(0, last - at));
        return reached;
    }
}
