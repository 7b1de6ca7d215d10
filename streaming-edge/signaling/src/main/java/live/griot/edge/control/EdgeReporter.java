package live.griot.edge.control;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.api.Commands;
import live.griot.api.id.Id;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells the platform what the edge saw, as commands on virtual threads: the teller, often a loop that moves packets, never waits.
 * Facts about the same thing arrive in the order in which they were told. A refused fact came too late to matter (a session
 * ended while its last packet was on the way); one that fails for another reason is told again, with growing pauses, before it
 * is given up. Thread-safe.
 */
@Component
class EdgeReporter {
    /** More at once would only wait for the store. */
    private static final int AT_ONCE = 16;

    private static final int ATTEMPTS = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(EdgeReporter.class);

    private final Commands commands;
    private final Duration firstPause;
    private final Executor threads =
            task -> Thread.ofVirtual().name("edge-fact").start(task);
    private final Semaphore turn = new Semaphore(AT_ONCE);
    private final Map<Id, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    @Autowired
    EdgeReporter(Commands commands) {
        this(commands, FIRST_PAUSE);
    }

    EdgeReporter(Commands commands, Duration firstPause) {
        this.commands = commands;
        this.firstPause = firstPause;
    }

    /** Tells a fact about something, after all that was told about it before. Returns at once. */
    void tell(Id about, Object command) {
        CompletableFuture<Void> told = requireTold(last.compute(
                about,
                (id, before) -> before == null
                        ? CompletableFuture.runAsync(() -> send(command), threads)
                        : before.thenRunAsync(() -> send(command), threads)));
        var _ = told.whenComplete((done, failure) -> last.remove(about, told));
    }

    /** Waits until everything told so far is stored or given up; returns whether that came to pass in time. */
    boolean awaitTold(Duration atMost) {
        try {
            CompletableFuture.allOf(last.values().toArray(CompletableFuture[]::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CompletableFuture<Void> requireTold(CompletableFuture<Void> told) {
        return Objects.requireNonNull(told);
    }

    private void send(Object command) {
        turn.acquireUninterruptibly();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS && !sent(command, attempt); attempt++) {
                Thread.sleep(firstPause.multipliedBy(1L << (attempt - 1)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            turn.release();
        }
    }

    private boolean sent(Object command, int attempt) {
        try {
            commands.send(command);
            return true;
        } catch (Refused no) {
            if (no.code() == RefusalCode.CONFLICT) {
                return givenUp(command, attempt, no);
            }
            LOG.debug("{} came too late: {} {}", command, no.code(), no.getMessage());
            return true;
        } catch (RuntimeException failure) {
            return givenUp(command, attempt, failure);
        }
    }

    private static boolean givenUp(Object command, int attempt, RuntimeException failure) {
        if (attempt < ATTEMPTS) {
            LOG.warn("{} is not stored yet, attempt {} of {}: {}", command, attempt, ATTEMPTS, failure.toString());
            return false;
        }
        LOG.error("{} could not be stored; the next start of the edge sets it right", command, failure);
        return true;
    }
}
