package live.griot.edge.control;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.LoopStatistics;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.sfu.StreamStatistics;
import org.springframework.stereotype.Component;

/**
 * The edge's figures as metrics, all of them {@code griot.edge.*}; {@code docs/operations.md} lists them. Every label's values are known
 * when the edge has started: no session, person or address is one.
 */
@Component
class EdgeMetrics implements MeterBinder {
    private static final String SECONDS = "seconds";
    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final MediaEdge edge;

    EdgeMetrics(MediaEdge edge) {
        this.edge = edge;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindEdge(registry);
        edge.loops().forEach(loop -> bindLoop(loop.name(), registry));
        edge.streams().forEach(stream -> bindStreams(stream.kind(), registry));
    }

    private void bindEdge(MeterRegistry registry) {
        Gauge.builder("griot.edge.publishers", edge, one -> one.statistics().publishers())
                .description("Peers that publish")
                .register(registry);
        Gauge.builder("griot.edge.subscribers", edge, one -> one.statistics().subscribers())
                .description("Peers that watch")
                .register(registry);
        count("packets.forwarded", "RTP packets sent to viewers", EdgeStatistics::packetsForwarded, registry);
        count("packets.retransmitted", "Those sent again", EdgeStatistics::packetsRetransmitted, registry);
        count("nacks.received", "Packets that viewers said are missing", EdgeStatistics::nacksReceived, registry);
        count("key.frames.asked", "Key frames publishers were asked for", EdgeStatistics::keyFramesAsked, registry);
        count("segments.refused", "Paths that take no runs of datagrams", EdgeStatistics::segmentsRefused, registry);
        count("failed.receives", "Times the UDP port could not be read", EdgeStatistics::failedReceives, registry);
        countEach("drops", "reason", "Packets dropped", EdgeStatistics::drops, registry);
        countEach("failed.sends", "errno", "Datagrams that could not be sent", EdgeStatistics::failedSends, registry);
        countEach("failures", "place", "Bugs kept to one", EdgeStatistics::failures, registry);
    }

    private void count(
            String name, String description, ToDoubleFunction<EdgeStatistics> figure, MeterRegistry registry) {
        FunctionCounter.builder("griot.edge." + name, edge, one -> figure.applyAsDouble(one.statistics()))
                .description(description)
                .register(registry);
    }

    private void countEach(
            String name,
            String label,
            String description,
            Function<EdgeStatistics, Map<String, Long>> figures,
            MeterRegistry registry) {
        for (String value : figures.apply(edge.statistics()).keySet()) {
            FunctionCounter.builder("griot.edge." + name, edge, one -> figures.apply(one.statistics())
                            .getOrDefault(value, 0L))
                    .tag(label, value)
                    .description(description)
                    .register(registry);
        }
    }

    private void bindLoop(String name, MeterRegistry registry) {
        gaugeLoop(name, "waiting.batches", "Batches of media that wait", LoopStatistics::waitingBatches, registry);
        gaugeLoop(name, "waiting.feedback", "RTCP datagrams that wait", LoopStatistics::waitingFeedback, registry);
        Gauge.builder("griot.edge.loop.longest.turn", edge, one -> loop(one, name, loop -> seconds(loop.longestTurn())))
                .tag("loop", name)
                .description("The longest turn of the last ten to twenty seconds")
                .baseUnit(SECONDS)
                .register(registry);
        FunctionCounter.builder("griot.edge.loop.busy", edge, one -> loop(one, name, loop -> seconds(loop.busy())))
                .tag("loop", name)
                .description("The time that turns took")
                .baseUnit(SECONDS)
                .register(registry);
        FunctionCounter.builder("griot.edge.loop.turns", edge, one -> loop(one, name, LoopStatistics::turns))
                .tag("loop", name)
                .description("Turns that did something")
                .register(registry);
    }

    private void gaugeLoop(
            String loop,
            String name,
            String description,
            ToDoubleFunction<LoopStatistics> figure,
            MeterRegistry registry) {
        Gauge.builder("griot.edge.loop." + name, edge, one -> loop(one, loop, figure))
                .tag("loop", loop)
                .description(description)
                .register(registry);
    }

    private static double loop(MediaEdge edge, String name, ToDoubleFunction<LoopStatistics> figure) {
        return edge.loops().stream()
                .filter(loop -> loop.name().equals(name))
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void bindStreams(StreamKind kind, MeterRegistry registry) {
        Tags tags = Tags.of("direction", lower(kind.direction()), "kind", lower(kind));
        for (int layer = 0; layer < StreamStatistics.LAYERS; layer++) {
            int which = layer;
            Gauge.builder(
                            "griot.edge.streams",
                            edge,
                            one -> stream(one, kind, stream -> stream.streams().get(which)))
                    .tags(tags.and("layer", Integer.toString(layer)))
                    .description("Streams that flow")
                    .register(registry);
        }
        gauge(
                "bitrate",
                "Of all of them, over the last second",
                "bps",
                tags,
                kind,
                StreamStatistics::bitrateBps,
                registry);
        gauge("loss", "Of their packets, as last reported", "ratio", tags, kind, StreamStatistics::lossShare, registry);
        gauge("jitter", "Of arrival, on average", SECONDS, tags, kind, one -> seconds(one.jitter()), registry);
        gauge("round.trip", "On average", SECONDS, tags, kind, EdgeMetrics::roundTrip, registry);
        FunctionCounter.builder("griot.edge.stream.nacks", edge, one -> stream(one, kind, StreamStatistics::nacks))
                .tags(tags)
                .description("Packets that who receives them said are missing")
                .register(registry);
        FunctionCounter.builder(
                        "griot.edge.stream.key.frame.requests",
                        edge,
                        one -> stream(one, kind, StreamStatistics::keyFrameRequests))
                .tags(tags)
                .description("Key frames that who receives them asked for")
                .register(registry);
    }

    private void gauge(
            String name,
            String description,
            String unit,
            Tags tags,
            StreamKind kind,
            ToDoubleFunction<StreamStatistics> figure,
            MeterRegistry registry) {
        Gauge.builder("griot.edge.stream." + name, edge, one -> stream(one, kind, figure))
                .tags(tags)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private static double stream(MediaEdge edge, StreamKind kind, ToDoubleFunction<StreamStatistics> figure) {
        return edge.streams().stream()
                .filter(stream -> stream.kind() == kind)
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** A round trip that nobody knows is no short one. */
    private static double roundTrip(StreamStatistics stream) {
        return stream.roundTrip().isZero() ? Double.NaN : seconds(stream.roundTrip());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_A_SECOND;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
