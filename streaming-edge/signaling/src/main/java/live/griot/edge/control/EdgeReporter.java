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
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.Id;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells the platform what the edge saw, as commands on virtual threads: the teller, often a loop that moves packets, never waits.
 * Facts about the same thing arrive in the order in which they were told. A refused fact came too late to matter (a session
 * ended while its last packet was on the way); one that fails for another reason is told again, with growing pauses, before it
 * is given up; and for as long as the store is away or full, none is. What is to be said of a session is said by the node that has it. Thread-safe.
 */
@Component
class EdgeReporter {
    /** More at once would only wait for the store. */
    private static final int AT_ONCE = 16;

    private static final int ATTEMPTS = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** While the store is away: how often it is tried. */
    private static final int LONGEST_PAUSE = 32;

    private static final Logger LOG = LoggerFactory.getLogger(EdgeReporter.class);

    private final Commands commands;
    private final SessionHomes homes;
    private final Duration firstPause;
    private final Executor threads =
            task -> Thread.ofVirtual().name("edge-fact").start(task);
    private final Semaphore turn = new Semaphore(AT_ONCE);
    private final Map<Id, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    @Autowired
    EdgeReporter(Commands commands, SessionHomes homes) {
        this(commands, homes, FIRST_PAUSE);
    }

    EdgeReporter(Commands commands, SessionHomes homes, Duration firstPause) {
        this.commands = commands;
        this.homes = homes;
        this.firstPause = firstPause;
    }

    /** Tells a fact about something, after all that was told about it before. Returns at once. */
    void tell(Id about, Object command) {
        CompletableFuture<Void> told = requireTold(last.compute(
                about,
                (id, before) -> before == null
                        ? CompletableFuture.runAsync(() -> send(about, command), threads)
                        : before.thenRunAsync(() -> send(about, command), threads)));
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

    private void send(Id about, Object command) {
        turn.acquireUninterruptibly();
        try {
            Outcome outcome = sent(about, command, 1);
            long pauses = 1;
            for (int attempt = 1; outcome != Outcome.SETTLED; ) {
                Thread.sleep(firstPause.multipliedBy(pauses));
                pauses = Math.min(LONGEST_PAUSE, 2 * pauses);
                attempt += outcome == Outcome.FAILED ? 1 : 0;
                outcome = sent(about, command, attempt);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            turn.release();
        }
    }

    /** What came of telling a fact once: it is stored, or not worth it any more; it failed; or the store is not there. */
    private enum Outcome {
        SETTLED,
        FAILED,
        STORE_AWAY
    }

    private Outcome sent(Id about, Object command, int attempt) {
        try {
            if (about instanceof SessionId session && homes.isElsewhere(session)) {
                LOG.debug("{} is not for this node to tell: another has the session", command);
                return Outcome.SETTLED;
            }
            commands.send(command);
            return Outcome.SETTLED;
        } catch (Refused no) {
            if (no.code() == RefusalCode.STORAGE_FULL) {
                return Outcome.STORE_AWAY;
            }
            if (no.code() == RefusalCode.CONFLICT) {
                return failed(command, attempt, no);
            }
            LOG.debug("{} came too late: {} {}", command, no.code(), no.getMessage());
            return Outcome.SETTLED;
        } catch (RuntimeException failure) {
            return StoreFailure.isOne(failure) ? Outcome.STORE_AWAY : failed(command, attempt, failure);
        }
    }

    private static Outcome failed(Object command, int attempt, RuntimeException failure) {
        if (attempt < ATTEMPTS) {
            LOG.warn("{} is not stored yet, attempt {} of {}: {}", command, attempt, ATTEMPTS, failure.toString());
            return Outcome.FAILED;
        }
        LOG.error("{} could not be stored; the next start of the edge sets it right", command, failure);
        return Outcome.SETTLED;
    }
}
