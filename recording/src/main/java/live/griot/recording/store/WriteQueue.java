package live.griot.recording.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, bounded in bytes and in age; what is being written right now counts. Nobody who puts something in waits for a
 * disk: the lock is held for no longer than it takes to link an element. Thread-safe; one thread takes.
 */
final class WriteQueue {
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Waiting inHand;
    private long bytes;

    private record Waiting(WriteCommand command, int bytes, long sinceNanos) {}

    WriteQueue(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Puts something in that carries so many bytes; false where the queue is full or its oldest has waited too long. */
    boolean offer(WriteCommand command, int carried) {
        lock.lock();
        try {
            int size = carried + StoreLimits.COMMAND_BYTES;
            if (bytes + size > StoreLimits.QUEUE_BYTES || age() > StoreLimits.QUEUE_AGE_NANOS) {
                return false;
            }
            link(command, size);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts something in that must not be lost: beginnings and ends, of which there are few. */
    void add(WriteCommand command) {
        lock.lock();
        try {
            link(command, StoreLimits.COMMAND_BYTES);
        } finally {
            lock.unlock();
        }
    }

    private void link(WriteCommand command, int size) {
        waiting.add(new Waiting(command, size, nanoClock.getAsLong()));
        bytes += size;
        filled.signal();
    }

    /** Takes the next; what was taken before is done with. Null when none came within that time. */
    @Nullable
    WriteCommand take(long withinNanos) {
        lock.lock();
        try {
            bytes -= inHand == null ? 0 : inHand.bytes;
            inHand = null;
            long left = withinNanos;
            while (waiting.isEmpty() && left > 0) {
                left = filled.awaitNanos(left);
            }
            inHand = waiting.poll();
            return inHand == null ? null : inHand.command;
        } catch (InterruptedException notOurWayToStop) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many bytes wait. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long the oldest has waited, in nanoseconds; 0 where nothing does. */
    long ageNanos() {
        lock.lock();
        try {
            return age();
        } finally {
            lock.unlock();
        }
    }

    private long age() {
        Waiting oldest = inHand == null ? waiting.peek() : inHand;
        return oldest == null ? 0 : nanoClock.getAsLong() - oldest.sinceNanos;
    }
}
