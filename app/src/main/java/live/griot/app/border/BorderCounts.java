package live.griot.app.border;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How often who was turned away at the border. Thread-safe. */
final class BorderCounts implements MeterBinder {
    private final Map<BorderOccurrence, LongAdder> counts = new EnumMap<>(BorderOccurrence.class);

    BorderCounts() {
        for (BorderOccurrence each : BorderOccurrence.values()) {
            counts.put(each, new LongAdder());
        }
    }

    void count(BorderOccurrence what) {
        Objects.requireNonNull(counts.get(what)).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counts.forEach((what, count) -> FunctionCounter.builder("griot.http.turned.away", count, LongAdder::sum)
                .tag("reason", what.tag())
                .description("Connections and requests that were turned away before they were heard")
                .register(registry));
    }
}
