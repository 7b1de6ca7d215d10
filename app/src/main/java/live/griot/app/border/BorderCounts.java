package live.griot.app.border;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many connections are open at the border, and how often who was turned away. Thread-safe. */
final class BorderCounts implements MeterBinder {
    private final Map<BorderOccurrence, LongAdder> counts = new EnumMap<>(BorderOccurrence.class);
    private final LongAdder open = new LongAdder();

    BorderCounts() {
        for (BorderOccurrence each : BorderOccurrence.values()) {
            counts.put(each, new LongAdder());
        }
    }

    void count(BorderOccurrence what) {
        Objects.requireNonNull(counts.get(what)).increment();
    }

    /** Counts a connection that was taken in. */
    void opened() {
        open.increment();
    }

    /** Counts a connection that was taken in as ended. */
    void ended() {
        open.decrement();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.http.connections", open, LongAdder::sum)
                .description("Open connections of HTTP and of live sockets, whoever has them")
                .register(registry);
        counts.forEach((what, count) -> FunctionCounter.builder("griot.http.turned.away", count, LongAdder::sum)
                .tag("reason", what.tag())
                .description("Connections and requests that were turned away before they were heard")
                .register(registry));
    }
}
