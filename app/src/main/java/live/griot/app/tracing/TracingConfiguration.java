package live.griot.app.tracing;

import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.opentelemetry.OpenTelemetrySpanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A trace goes with the thread until something is stored; from there with the event, whose metadata has {@code traceparent}, through whatever
 * reads the log. Events without it belong to no trace.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {
    /** All of a trace that is stored: what else may come with it is whatever a client says. */
    private static final String STORED = "traceparent";

    private static final String ADDRESS = "http.url";
    private static final String OPERATORS = "/actuator";

    @Bean
    @ConditionalOnProperty(name = "griot.tracing.enabled", havingValue = "false", matchIfMissing = true)
    SpanFactory noSpans() {
        return NoOpSpanFactory.INSTANCE;
    }

    /** What there is only where there are traces. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("griot.tracing.enabled")
    static class On {
        @Bean
        SpanFactory spansOfMessages(Tracer tracer) {
            TextMapSetter<Map<String, String>> setter = (metadata, key, value) -> {
                if (metadata != null && key.equals(STORED)) {
                    metadata.put(key, value);
                }
            };
            return OpenTelemetrySpanFactory.builder()
                    .tracer(tracer)
                    .contextPropagators(W3CTraceContextPropagator.getInstance())
                    .textMapSetter(setter)
                    .build();
        }

        /** Who calls may bring a trace, and may not have more calls traced than would be: the share is decided by the trace's id, whoever made it. */
        @Bean
        Sampler sampler(TracingProperties properties) {
            return Sampler.parentBasedBuilder(new Share(properties.share()))
                    .setRemoteParentSampled(Sampler.traceIdRatioBased(properties.share()))
                    .build();
        }

        /** Addresses can hold what opens a door, such as a link's code; their patterns say enough. */
        @Bean
        ObservationFilter addressesStayHere() {
            return context -> context.removeHighCardinalityKeyValue(ADDRESS);
        }

        @Bean
        SpanExportingPredicate noScrapes() {
            return span -> !String.valueOf(span.getName()).contains(OPERATORS);
        }
    }
}
