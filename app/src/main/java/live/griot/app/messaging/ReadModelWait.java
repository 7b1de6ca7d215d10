package live.griot.app.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import live.griot.app.metrics.Buckets;
import org.springframework.stereotype.Component;

/** How long is waited for the read models, {@code griot.readmodel.wait}, by whether they caught up. Thread-safe. */
@Component
class ReadModelWait {
    private final Timer caughtUp;
    private final Timer late;

    ReadModelWait(MeterRegistry registry) {
        caughtUp = timer("caught_up", registry);
        late = timer("late", registry);
    }

    private static Timer timer(String outcome, MeterRegistry registry) {
        return Buckets.timer("griot.readmodel.wait", "What calls wait until the read models have what they stored")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Counts a wait that began at that {@link System#nanoTime()}; returns whether they caught up. */
    boolean ended(long beganNanos, boolean caughtUpInTime) {
        (caughtUpInTime ? caughtUp : late).record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
        return caughtUpInTime;
    }
}
