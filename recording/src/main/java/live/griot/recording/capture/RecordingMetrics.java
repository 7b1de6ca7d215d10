package live.griot.recording.capture;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import live.griot.recording.lifecycle.RunningRecordings.Trouble;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoreStatus;
import org.springframework.stereotype.Component;

/** How recording fares as metrics, {@code griot.recording.*}; {@code docs/operations.md} lists them. */
@Component
class RecordingMetrics implements MeterBinder {
    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final OpenStore files;
    private final StoreNews news;
    private final PeopleTakenOut takenOut;

    RecordingMetrics(OpenStore files, StoreNews news, PeopleTakenOut takenOut) {
        this.files = files;
        this.news = news;
        this.takenOut = takenOut;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.recording.open", files, one -> one.store().isPresent() ? 1 : 0)
                .description("Whether the recordings' files can be used")
                .register(registry);
        Gauge.builder("griot.recording.taking.out", takenOut, PeopleTakenOut::waiting)
                .description("People who are erased and are in recordings of this node still")
                .register(registry);
        Gauge.builder("griot.recording.running", news, StoreNews::running)
                .description("Recordings that are made on this node")
                .register(registry);
        for (Trouble trouble : Trouble.values()) {
            Gauge.builder("griot.recording.troubled", news, one -> one.troubled(trouble))
                    .tag("trouble", trouble.name())
                    .description("Recordings that are made, and with which something is wrong")
                    .register(registry);
        }
        gauge(registry, "griot.recording.queue", "What waits to be written", StoreStatus::queuedBytes, "bytes");
        gauge(
                registry,
                "griot.recording.queue.age",
                "How long what has waited for the longest does",
                status -> status.queuedNanos() / NANOS_A_SECOND,
                "seconds");
        Map<String, ToDoubleFunction<StoreStatus>> outcomes =
                Map.of("STORED", StoreStatus::storedBytes, "DROPPED", StoreStatus::droppedBytes);
        outcomes.forEach(
                (outcome, bytes) -> FunctionCounter.builder("griot.recording.written", files, one -> status(one, bytes))
                        .tag("outcome", outcome)
                        .baseUnit("bytes")
                        .description("What was given to the store, by what became of it")
                        .register(registry));
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<StoreStatus> value, String unit) {
        Gauge.builder(name, files, one -> status(one, value))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private static double status(OpenStore files, ToDoubleFunction<StoreStatus> value) {
        return files.store()
                .map(RecordingStore::status)
                .map(value::applyAsDouble)
                .orElse(0.0);
    }
}
