package live.griot.app.figures;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.session.SessionState;
import live.griot.api.store.StoreFailure;
import live.griot.app.messaging.ProcessorLag;
import live.griot.query.session.SessionTotals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What the database alone knows of how the program fares, looked up every so often by a thread of its own: who scrapes is answered from
 * memory, however often they ask and whether the database answers or not. What is older than three looks is told no more. Thread-safe.
 */
@Component
class StoreFigures implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFigures.class);
    private static final int LOOKS_A_FIGURE_IS_GOOD_FOR = 3;

    private final SessionTotals sessions;
    private final ProcessorLag processors;
    private final Duration every;
    private volatile @Nullable Look last;
    private @Nullable ScheduledExecutorService looks;
    /** Whether the last look failed by a mistake, which then was told. Touched by the thread that looks alone. */
    private boolean mistaken;

    private record Look(SessionTotals.Totals sessions, Map<String, Long> lag, long nanos) {}

    StoreFigures(SessionTotals sessions, ProcessorLag processors, MetricsProperties properties) {
        this.sessions = sessions;
        this.processors = processors;
        this.every = properties.lookEvery();
    }

    @Override
    public void start() {
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("store-figures").daemon().factory());
        var _ = looks.scheduleWithFixedDelay(this::look, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts nobody: an interrupted thread that is reading closes the embedded database's file for all. */
    @Override
    public void stop() {
        if (looks != null) {
            looks.shutdown();
            looks = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    /** Returns how many sessions are in a state, {@code NaN} while that is not known. */
    double sessions(SessionState state) {
        Look look = recent();
        return look == null ? Double.NaN : look.sessions().sessions().getOrDefault(state, 0L);
    }

    /** Returns how many watch, {@code NaN} while that is not known. */
    double viewers() {
        Look look = recent();
        return look == null ? Double.NaN : look.sessions().viewers();
    }

    /** Returns how many positions a processor is behind, {@code NaN} while that is not known. */
    double lag(String processor) {
        Look look = recent();
        Long lag = look == null ? null : look.lag().get(processor);
        return lag == null ? Double.NaN : lag;
    }

    private @Nullable Look recent() {
        Look look = last;
        long goodForNanos = every.toNanos() * LOOKS_A_FIGURE_IS_GOOD_FOR;
        return look == null || System.nanoTime() - look.nanos() > goodForNanos ? null : look;
    }

    /** A look that fails must not end the looks to come. */
    private void look() {
        try {
            last = new Look(sessions.count(), processors.now(), System.nanoTime());
            mistaken = false;
        } catch (Throwable failure) {
            if (!mistaken && !StoreFailure.isOne(failure)) {
                LOG.warn("The figures of sessions and processors cannot be looked up", failure);
                mistaken = true;
            }
        }
    }
}
