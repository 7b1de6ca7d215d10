package live.griot.edge.control;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import live.griot.edge.sfu.MediaEdge;
import org.springframework.stereotype.Component;

/** How the edge's taps fare as metrics, {@code griot.edge.tap.*}; {@code docs/operations.md} lists them. */
@Component
class TapMetrics implements MeterBinder {
    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final MediaEdge edge;

    TapMetrics(MediaEdge edge) {
        this.edge = edge;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.edge.taps", edge, one -> one.taps().taps())
                .description("Taps that are open")
                .register(registry);
        Gauge.builder("griot.edge.tap.queue", edge, one -> one.taps().waitingBytes())
                .description("What waits to be taken by all of them")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(
                        "griot.edge.tap.queue.age",
                        edge,
                        one -> one.taps().oldest().toNanos() / NANOS_A_SECOND)
                .description("How long what has waited for the longest does")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("griot.edge.tap.frames", edge, one -> one.taps().frames())
                .description("Frames taken")
                .register(registry);
        for (String reason : edge.taps().drops().keySet()) {
            FunctionCounter.builder("griot.edge.tap.drops", edge, one -> one.taps()
                            .drops()
                            .getOrDefault(reason, 0L))
                    .tag("reason", reason)
                    .description("Packets that became part of no frame")
                    .register(registry);
        }
    }
}
