package live.griot.app.messaging;

import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while an event processor is stopped by an error: an event is never skipped, so what it keeps stands still. */
@Component
class ProcessorHealth implements HealthIndicator {
    private final EventProcessingConfiguration processing;

    ProcessorHealth(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        List<String> stopped = processing.eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .filter(processor -> !processor.isRunning() || processor.isError())
                .map(StreamingEventProcessor::getName)
                .toList();
        return stopped.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("stopped", stopped).build();
    }
}
