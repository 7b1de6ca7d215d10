package live.griot.edge.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.edge.ingest.IngestLoop;
import live.griot.edge.net.DatagramPort;
import live.griot.edge.telemetry.Failures;

/** The ingest loop's thread, which waits at the port. */
final class IngestRunner implements AutoCloseable {
    /** How long the loop waits when nobody is there. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A frame comes packet by packet: who was woken by one lets others come before they look again, and is not woken by each. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    /** With so many datagrams in a turn there is no waiting for more. */
    private static final int BUSY_TURN = 64;

    private final IngestLoop loop;
    private final LoopThread thread;

    /** Is to run a loop on that port. */
    IngestRunner(IngestLoop loop, DatagramPort port, Failures failures) {
        this.loop = loop;
        this.thread = new LoopThread("edge-ingest", this::turn, port::wakeup, failures);
    }

    /** Begins to run it. */
    void start() {
        thread.start();
    }

    private void turn() {
        int received = loop.turn(IDLE_NANOS);
        if (received > 0 && received < BUSY_TURN) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
    }

    @Override
    public void close() {
        thread.stop();
    }
}
