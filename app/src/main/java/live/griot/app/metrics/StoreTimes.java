package live.griot.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * How long the database takes to bring a transaction to disk, {@code griot.store.call}, by whether it did: what each write waits for, and the
 * first to grow when the disk or the server is slow. How long connections are waited for and held the pool tells itself. Thread-safe.
 */
@Component
public class StoreTimes {
    private final Timer done;
    private final Timer failed;

    StoreTimes(MeterRegistry registry) {
        done = timer("done", registry);
        failed = timer("failed", registry);
    }

    private static Timer timer(String outcome, MeterRegistry registry) {
        return Buckets.timer("griot.store.call", "What commits of transactions take in the database")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Commits, and counts how long that took. Throws what the commit throws. */
    public void commit(Runnable commit) {
        long began = System.nanoTime();
        Timer outcome = failed;
        try {
            commit.run();
            outcome = done;
        } finally {
            outcome.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }
}
