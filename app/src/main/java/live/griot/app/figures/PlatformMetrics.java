package live.griot.app.figures;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import live.griot.api.session.SessionState;
import live.griot.app.messaging.ProcessorLag;
import live.griot.query.session.SessionTotals;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What {@link StoreFigures} knows, as metrics: {@code griot.sessions}, {@code griot.viewers}, {@code griot.processor.lag}. */
@Component
@EnableConfigurationProperties(MetricsProperties.class)
class PlatformMetrics implements MeterBinder {
    private final StoreFigures figures;
    private final ProcessorLag processors;

    PlatformMetrics(StoreFigures figures, ProcessorLag processors) {
        this.figures = figures;
        this.processors = processors;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SessionState state : SessionTotals.COUNTED) {
            Gauge.builder("griot.sessions", figures, known -> known.sessions(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Sessions in a state, of all nodes")
                    .register(registry);
        }
        Gauge.builder("griot.viewers", figures, StoreFigures::viewers)
                .description("Who watches a session, on all nodes")
                .register(registry);
        for (String processor : processors.names()) {
            Gauge.builder("griot.processor.lag", figures, known -> known.lag(processor))
                    .tag("processor", processor)
                    .description("How far an event processor is behind the event log, on whichever node it runs")
                    .register(registry);
        }
    }
}
