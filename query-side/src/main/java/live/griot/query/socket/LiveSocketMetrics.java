package live.griot.query.socket;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The live socket as metrics: {@code griot.live.sockets}, {@code .subscriptions}, {@code .outbox.*}, and what {@link Occurrence} lists. */
@Component
class LiveSocketMetrics implements MeterBinder {
    private final Occurrences occurrences;
    private final OpenSockets sockets;
    private final TopicHub hub;

    LiveSocketMetrics(Occurrences occurrences, OpenSockets sockets, TopicHub hub) {
        this.occurrences = occurrences;
        this.sockets = sockets;
        this.hub = hub;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.live.sockets", sockets, OpenSockets::count)
                .description("Live sockets that are open")
                .register(registry);
        Gauge.builder("griot.live.subscriptions", hub, TopicHub::subscriptions)
                .description("Subscriptions to topics of the live socket")
                .register(registry);
        Gauge.builder("griot.live.outbox.frames", sockets, OpenSockets::waitingFrames)
                .description("Frames that wait to be sent to clients of the live socket")
                .register(registry);
        Gauge.builder("griot.live.outbox.longest", sockets, OpenSockets::mostWaitingFrames)
                .description("Frames that wait for the one client for whom most do")
                .register(registry);
        for (Occurrence one : Occurrence.values()) {
            FunctionCounter.builder(one.metric(), occurrences, counted -> counted.of(one))
                    .tag("reason", one.tag())
                    .description(one.description())
                    .register(registry);
        }
    }
}
