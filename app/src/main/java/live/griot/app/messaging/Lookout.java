package live.griot.app.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Looks how far the read models are on behalf of all who wait, with one thread: if each of them looked, nobody would get to what they
 * wait for. Sleeps while nobody waits. Thread-safe.
 */
final class Lookout implements AutoCloseable {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<CompletableFuture<Void>> arriving = new LinkedBlockingQueue<>();
    private final NavigableMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
    private final LongSupplier head;
    private final LongPredicate passed;
    private final LongSupplier pauseNanos;
    private volatile boolean closed;
    private volatile long lookedNanos = System.nanoTime();

    /**
     * Starts to look.
     *
     * @param head tells the position of the last event that is in the store
     * @param passed tells whether the read models have passed a position; having passed one they have passed all before it
     * @param pauseNanos tells how long to wait before looking again
     */
    Lookout(LongSupplier head, LongPredicate passed, LongSupplier pauseNanos) {
        this.head = head;
        this.passed = passed;
        this.pauseNanos = pauseNanos;
        Thread.ofPlatform().name("read-models-lookout").daemon().start(this::look);
    }

    /** Waits until the read models have passed what is in the store now; returns false when that takes longer. */
    boolean await(Duration atMost) {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        arriving.add(seen);
        try {
            seen.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            seen.cancel(false);
            return false;
        } catch (InterruptedException stopped) {
            seen.cancel(false);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The read models cannot be asked how far they are", failure.getCause());
        }
    }

    /** Returns whether the last look has not come back for a second: it is the store that is waited for. */
    boolean hearsNothing() {
        return System.nanoTime() - lookedNanos > SILENCE_NANOS;
    }

    private void look() {
        List<CompletableFuture<Void>> fresh = new ArrayList<>();
        try {
            while (!closed) {
                if (waiting.isEmpty()) {
                    fresh.add(arriving.take());
                }
                if (closed) {
                    return;
                }
                arriving.drainTo(fresh);
                lookFor(fresh);
                fresh.clear();
                if (!waiting.isEmpty()) {
                    LockSupport.parkNanos(pauseNanos.getAsLong());
                }
            }
        } catch (InterruptedException nobodyDoesThat) {
            throw new IllegalStateException(nobodyDoesThat);
        }
    }

    /** A failure is told to those who wait, and the next look may succeed. */
    private void lookFor(List<CompletableFuture<Void>> fresh) {
        try {
            if (!fresh.isEmpty()) {
                waiting.computeIfAbsent(head.getAsLong(), position -> new ArrayList<>())
                        .addAll(fresh);
            }
            waiting.values().forEach(some -> some.removeIf(CompletableFuture::isDone));
            waiting.values().removeIf(List::isEmpty);
            for (Map.Entry<Long, List<CompletableFuture<Void>>> next = waiting.firstEntry();
                    next != null && passed.test(next.getKey());
                    next = waiting.firstEntry()) {
                next.getValue().forEach(seen -> seen.complete(null));
                waiting.remove(next.getKey());
            }
        } catch (RuntimeException | Error failure) {
            fresh.forEach(seen -> seen.completeExceptionally(failure));
            waiting.values().forEach(some -> some.forEach(seen -> seen.completeExceptionally(failure)));
            waiting.clear();
        } finally {
            lookedNanos = System.nanoTime();
        }
    }

    /**
     * Looks no more; who still waits does so in vain. Interrupts nobody: an interrupted thread that is reading closes the embedded
     * database's file for all.
     */
    @Override
    public void close() {
        closed = true;
        // Wakes the thread, if nobody waits.
        arriving.add(CompletableFuture.completedFuture(null));
    }
}
