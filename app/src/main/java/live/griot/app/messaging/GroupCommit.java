package live.griot.app.messaging;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import live.griot.api.GroupedCommand;
import live.griot.api.store.OutcomeUnknown;
import live.griot.api.store.StoreCall;
import live.griot.api.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores commands that come at the same moment in one transaction: a commit flushes to the disk, and costs the same whatever it holds.
 * A group is what waits when the one before is stored, so nobody waits for a group to fill. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    /** Short transactions: what is stored in one is seen when all of it is. */
    static final int MOST_TOGETHER = 100;

    /** While one group is flushed the next is made ready. */
    private static final int THREADS = 2;

    /** How soon a thread that has nothing to do sees that this is closed. */
    private static final int LOOK_UP_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Consumer<List<GroupedCommand>> store;
    private volatile boolean closed;

    private record Waiting(GroupedCommand command, CompletableFuture<Boolean> stored) {}

    /** Begins to store; {@code store} stores all of a list or, throwing, nothing. */
    GroupCommit(Consumer<List<GroupedCommand>> store) {
        this.store = store;
        for (int i = 0; i < THREADS; i++) {
            Thread.ofPlatform().name("group-commit-" + i).daemon().start(this::run);
        }
    }

    /**
     * Waits until the command is stored with others; returns false when they were not, and the command may be sent alone. Throws
     * {@link CompletionException} where the store is away or full, and {@link OutcomeUnknown} where it may be stored or not.
     */
    boolean store(GroupedCommand command) {
        Waiting one = new Waiting(command, new CompletableFuture<>());
        waiting.add(one);
        if (closed && waiting.remove(one)) {
            return false;
        }
        long began = System.nanoTime();
        try {
            return one.stored().get(StoreCall.patienceNanos(StoreCall.PATIENCE), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (TimeoutException tooLong) {
            throw given(one, tooLong);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw given(one, stopped);
        } finally {
            StoreCall.waitedSince(began);
        }
    }

    /** Returns what to say of a command that is waited for no longer: it is not stored if nobody has begun to, else nobody knows. */
    private RuntimeException given(Waiting one, Exception why) {
        return waiting.remove(one)
                ? new CompletionException(
                        new SQLTransientConnectionException("Those before keep this one waiting", why))
                : new OutcomeUnknown(why);
    }

    /** Returns how many wait for those before them to be stored. */
    int waiting() {
        return waiting.size();
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (!closed) {
                Waiting first = waiting.poll(LOOK_UP_SECONDS, TimeUnit.SECONDS);
                if (first != null) {
                    group.add(first);
                    waiting.drainTo(group, MOST_TOGETHER - 1);
                    settle(group);
                    group.clear();
                }
            }
        } catch (InterruptedException nobodyDoesThat) {
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    /** Whatever fails is told to each when it is sent alone. */
    private void settle(List<Waiting> group) {
        boolean stored = false;
        try {
            store.accept(group.stream().map(Waiting::command).toList());
            stored = true;
        } catch (RuntimeException failure) {
            if (StoreFailure.isOne(failure)) {
                // Alone it would fare no better, and what may be stored would be so twice.
                group.forEach(one -> one.stored().completeExceptionally(failure));
            }
            LOG.debug("{} commands could not be stored together", group.size(), failure);
        } catch (Error bug) { // A thread that ended would leave those to come waiting for ever.
            LOG.error("{} commands could not be stored together", group.size(), bug);
        } finally {
            for (Waiting one : group) {
                one.stored().complete(stored);
            }
        }
    }

    /**
     * Stores nothing more; who waits, or comes later, is told to send alone. Interrupts nobody: an interrupted thread that is writing
     * closes the embedded database's file for all.
     */
    @Override
    public void close() {
        closed = true;
        List<Waiting> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(one -> one.stored().complete(false));
    }
}
