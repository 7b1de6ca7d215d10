package live.griot.app.messaging;

import live.griot.app.storage.StoreReturned;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the processors anew that wait after a failure, as soon as the database is back: each failure doubles Axon's pause, up to a
 * minute, for which nobody would read what they wrote.
 */
@Component
class ProcessorRevival {
    private final EventProcessingConfiguration processing;

    ProcessorRevival(EventProcessingConfiguration processing) {
        this.processing = processing;
    }

    @EventListener
    void on(StoreReturned returned) {
        Thread.ofVirtual()
                .name("processor-revival")
                .start(() -> processing.eventProcessors().values().forEach(processor -> {
                    if (processor instanceof StreamingEventProcessor streaming && isWaiting(streaming)) {
                        streaming.shutDown();
                        streaming.start();
                    }
                }));
    }

    private static boolean isWaiting(StreamingEventProcessor processor) {
        return processor.isRunning()
                && (processor.isError()
                        || processor.processingStatus().isEmpty()
                        || processor.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState));
    }
}
