package live.griot.edge.signaling.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another, in the order in which they came, on a thread of another. A task that fails in whatever way keeps none that
 * follows from its turn, and neither does a moment in which there was no thread. Thread-safe.
 */
final class Mailbox implements Executor {
    private final Executor threads;
    private final Failures failures;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Mailbox(Executor threads, Failures failures) {
        this.threads = threads;
        this.failures = failures;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        boolean handedOver = false;
        try {
            threads.execute(this::work);
            handedOver = true;
        } finally {
            if (!handedOver) {
                pause();
            }
        }
    }

    /** Lets the next task look for a thread again. */
    private synchronized void pause() {
        running = false;
    }

    /** Returns how many wait for their turn. */
    synchronized int size() {
        return waiting.size();
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (Throwable bug) { // Those that wait have nothing to do with it.
                failures.note(Failures.Place.COMMAND, bug);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
