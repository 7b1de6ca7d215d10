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
    private final Children alongside;

    WorkerMetrics(Worker worker, Children children, AacRenditions renditions) {
        this.worker = worker;
        this.children = children;
        this.alongside = renditions.children();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tell(registry, "griot.worker.children", children, "Video programs that %s, for downloads and pictures");
        tell(registry, "griot.worker.alongside", alongside, "Video programs that %s, for the sound of lives");
        for (Worker.Ending ending : Worker.Ending.values()) {
            FunctionCounter.builder("griot.worker.jobs", worker, one -> one.ended(ending))
                    .tag("outcome", ending.name())
                    .description("Downloads and pictures that were begun, by what became of them")
                    .register(registry);
        }
    }

    private static void tell(MeterRegistry registry, String name, Children programs, String what) {
        Gauge.builder(name + ".running", programs, Children::running)
                .description(what.formatted("run beside this one"))
                .register(registry);
        for (Children.Outcome outcome : Children.Outcome.values()) {
            FunctionCounter.builder(name, programs, one -> one.ended(outcome))
                    .tag("outcome", outcome.name())
                    .description(what.formatted("ran"))
                    .register(registry);
        }
    }
}
