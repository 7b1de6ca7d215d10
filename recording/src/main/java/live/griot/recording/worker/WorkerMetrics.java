package live.griot.recording.worker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How the worker fares as metrics, {@code griot.worker.*}; {@code docs/operations.md} lists them. */
@Component
class WorkerMetrics implements MeterBinder {
    private final Worker worker;
    private final Children children;

    WorkerMetrics(Worker worker, Children children) {
        this.worker = worker;
        this.children = children;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.worker.children.running", children, Children::running)
                .description("Video programs that run beside this one")
                .register(registry);
        for (Children.Outcome outcome : Children.Outcome.values()) {
            FunctionCounter.builder("griot.worker.children", children, one -> one.ended(outcome))
                    .tag("outcome", outcome.name())
                    .description("Video programs that ran, by how they ended")
                    .register(registry);
        }
        for (Worker.Ending ending : Worker.Ending.values()) {
            FunctionCounter.builder("griot.worker.jobs", worker, one -> one.ended(ending))
                    .tag("outcome", ending.name())
                    .description("Downloads and pictures that were begun, by what became of them")
                    .register(registry);
        }
    }
}
