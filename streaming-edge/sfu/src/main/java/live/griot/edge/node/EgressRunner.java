package live.griot.edge.node;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import live.griot.edge.egress.EgressLoop;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.Latest;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.Failures;
import live.griot.edge.telemetry.StreamTotals;
import org.jspecify.annotations.Nullable;

/** An egress loop with its queue and its thread, which sleeps while nothing waits and nothing is due. */
final class EgressRunner implements AutoCloseable {
    private final HandoverQueue queue = new HandoverQueue(this::wakeUp);
    private final DutyCycleTracker dutyCycle = new DutyCycleTracker();
    private final Latest<Map<StreamKind, StreamTotals>> streams = new Latest<>(Map.of());
    private final LongSupplier clock;
    private final LoopThread thread;
    private volatile boolean asleep;
    private volatile boolean woken;
    private @Nullable EgressLoop loop;
    private @Nullable DatagramSender sender;

    EgressRunner(int number, LongSupplier clock, Failures failures) {
        this.clock = clock;
        this.thread = new LoopThread("edge-egress-" + number, this::turn, this::wakeUp, failures);
    }

    HandoverQueue queue() {
        return queue;
    }

    DutyCycleTracker dutyCycle() {
        return dutyCycle;
    }

    /** Returns what the streams that the loop sends add up to, as it told last. */
    Latest<Map<StreamKind, StreamTotals>> streams() {
        return streams;
    }

    /** Begins to run a loop, which sends by that sender and closes it in the end. */
    void start(EgressLoop running, DatagramSender by) {
        loop = running;
        sender = by;
        thread.start();
    }

    private void turn() {
        EgressLoop running = loop;
        if (running != null) {
            running.turn();
            sleep(running.dueNanos());
        }
    }

    private void sleep(long dueNanos) {
        asleep = true;
        if (queue.isEmpty() && !woken) {
            if (dueNanos == EgressLoop.NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, dueNanos - clock.getAsLong()));
            }
        }
        asleep = false;
    }

    private void wakeUp() {
        if (asleep) {
            LockSupport.unpark(thread.thread());
        }
    }

    @Override
    public void close() {
        woken = true;
        LockSupport.unpark(thread.thread());
        thread.stop();
        if (sender != null) {
            sender.close();
        }
    }
}
