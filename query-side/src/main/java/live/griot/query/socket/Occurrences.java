package live.griot.query.socket;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How often what happened on the live socket, since the start. Thread-safe. */
@Component("liveSocketOccurrences")
class Occurrences {
    private final Map<Occurrence, LongAdder> counts = new EnumMap<>(Occurrence.class);

    Occurrences() {
        for (Occurrence one : Occurrence.values()) {
            counts.put(one, new LongAdder());
        }
    }

    void count(Occurrence what) {
        Objects.requireNonNull(counts.get(what)).increment();
    }

    long of(Occurrence what) {
        return Objects.requireNonNull(counts.get(what)).sum();
    }
}
