package live.griot.app.messaging;

import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while an event processor is stopped, or tries an event again and again that it cannot handle: an event is never skipped, so
 * what it keeps stands still. One that is stopped for the moment of its reset is well.
 */
@Component
class ProcessorHealth implements HealthIndicator {
    private final EventProcessingConfiguration processing;
    private final ReadModels readModels;

    ProcessorHealth(EventProcessingConfiguration processing, ReadModels readModels) {
        this.processing = processing;
        this.readModels = readModels;
    }

    @Override
    public Health health() {
        List<String> stopped = processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .filter(ProcessorHealth::isStopped)
                .map(StreamingEventProcessor::getName)
                .filter(name -> !readModels.isBeingReset(name))
                .toList();
        return stopped.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("stopped", stopped).build();
    }

    private static boolean isStopped(StreamingEventProcessor processor) {
        return !processor.isRunning()
                || processor.isError()
                || processor.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState);
    }
}
