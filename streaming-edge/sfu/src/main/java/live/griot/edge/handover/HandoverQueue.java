package live.griot.edge.handover;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the ingest loop hands to one egress loop. Media and feedback have a bound: what is beyond it is refused, for the caller to count,
 * and batches know their age. Commands are never refused; the pace of signalling bounds them. The ingest loop adds, the egress loop takes.
 */
public final class HandoverQueue {
    /** The most batches that wait: a second of ten people on stage with pictures in three sizes and sound. */
    public static final int MAX_BATCHES = 2_048;

    /** The most RTCP datagrams that wait. */
    public static final int MAX_FEEDBACK = 16_384;

    private final Queue<EgressCommand> commands = new ConcurrentLinkedQueue<>();
    private final Queue<EgressBatch> batches = new ConcurrentLinkedQueue<>();
    private final Queue<ViewerFeedback> feedback = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingBatches = new AtomicInteger();
    private final AtomicInteger waitingFeedback = new AtomicInteger();
    private final Runnable wakeUp;

    /** Makes one whose reader is woken by that, which any thread may run. */
    public HandoverQueue(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Adds a command, and wakes the reader. */
    public void command(EgressCommand command) {
        commands.add(command);
        wakeUp.run();
    }

    /** Adds a batch, for which {@link #wakeUp} is to be called; returns false when too many wait. */
    public boolean offer(EgressBatch batch) {
        if (waitingBatches.get() >= MAX_BATCHES) {
            return false;
        }
        waitingBatches.incrementAndGet();
        batches.add(batch);
        return true;
    }

    /** Adds what a viewer told, for which {@link #wakeUp} is to be called; returns false when too much waits. */
    public boolean offer(ViewerFeedback told) {
        if (waitingFeedback.get() >= MAX_FEEDBACK) {
            return false;
        }
        waitingFeedback.incrementAndGet();
        feedback.add(told);
        return true;
    }

    /** Wakes the reader, once for all that was offered. */
    public void wakeUp() {
        wakeUp.run();
    }

    /** Returns whether nothing waits. */
    public boolean isEmpty() {
        return commands.isEmpty() && batches.isEmpty() && feedback.isEmpty();
    }

    /** Takes the commands that wait, in order. */
    public void drainCommands(Consumer<EgressCommand> taker) {
        for (EgressCommand next; (next = commands.poll()) != null; ) {
            taker.accept(next);
        }
    }

    /** Takes the next batch, or null. */
    public @Nullable EgressBatch pollBatch() {
        EgressBatch next = batches.poll();
        if (next != null) {
            waitingBatches.decrementAndGet();
        }
        return next;
    }

    /** Takes the next feedback, or null. */
    public @Nullable ViewerFeedback pollFeedback() {
        ViewerFeedback next = feedback.poll();
        if (next != null) {
            waitingFeedback.decrementAndGet();
        }
        return next;
    }

    /** Returns how many batches wait; any thread. */
    public int waitingBatches() {
        return waitingBatches.get();
    }

    /** Returns how many RTCP datagrams wait; any thread. */
    public int waitingFeedback() {
        return waitingFeedback.get();
    }
}
