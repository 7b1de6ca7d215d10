package live.griot.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refusals;
import org.springframework.stereotype.Component;

/**
 * What clients are refused, {@code griot.refusals} by code, in answers to calls and on both sockets: every code from the start, at zero, and
 * {@code INTERNAL_ERROR} for what failed here. Thread-safe.
 */
@Component
public class RefusalCounts implements Refusals {
    private static final String INTERNAL = "INTERNAL_ERROR";

    private final Map<String, Counter> byCode;

    RefusalCounts(MeterRegistry registry) {
        byCode = Stream.concat(Arrays.stream(RefusalCode.values()).map(RefusalCode::name), Stream.of(INTERNAL))
                .collect(Collectors.toUnmodifiableMap(code -> code, code -> Counter.builder("griot.refusals")
                        .tag("code", code)
                        .description("Refusals that clients were told")
                        .register(registry)));
    }

    @Override
    public void told(RefusalCode code) {
        told(code.name());
    }

    /** Counts a problem that a client is told, by its {@code code}. */
    public void told(String code) {
        Counter counter = byCode.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
