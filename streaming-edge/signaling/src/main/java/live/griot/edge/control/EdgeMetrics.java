package live.griot.edge.control;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import live.griot.edge.sfu.MediaEdge;
import org.springframework.stereotype.Component;

/** The edge's counters as metrics: {@code griot.edge.publishers}, {@code .subscribers}, {@code .packets.forwarded}, {@code .drops}. */
@Component
class EdgeMetrics implements MeterBinder {
    private final MediaEdge edge;

    EdgeMetrics(MediaEdge edge) {
        this.edge = edge;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.edge.publishers", edge, one -> one.statistics().publishers())
                .description("Peers that publish")
                .register(registry);
        Gauge.builder("griot.edge.subscribers", edge, one -> one.statistics().subscribers())
                .description("Peers that watch")
                .register(registry);
        FunctionCounter.builder("griot.edge.packets.forwarded", edge, one -> one.statistics()
                        .packetsForwarded())
                .description("RTP packets sent to viewers")
                .register(registry);
        edge.statistics().drops().keySet().forEach(reason -> FunctionCounter.builder(
                        "griot.edge.drops",
                        edge,
                        one -> one.statistics().drops().getOrDefault(reason, 0L))
                .tag("reason", reason)
                .description("Packets dropped on arrival")
                .register(registry));
    }
}
