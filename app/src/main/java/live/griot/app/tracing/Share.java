package live.griot.app.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Takes a share of all traces, by their ids. What a processor does with an event that belongs to no trace begins none: a replay of a million
 * events would be as many. Thread-safe.
 */
final class Share implements Sampler {
    private static final String OF_A_PROCESSOR = "StreamingEventProcessor.";

    private final Sampler ofAll;

    /** Takes a share of 0 to 1. */
    Share(double share) {
        this.ofAll = Sampler.traceIdRatioBased(share);
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return name.startsWith(OF_A_PROCESSOR)
                ? SamplingResult.drop()
                : ofAll.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "Share{%s}".formatted(ofAll.getDescription());
    }
}
