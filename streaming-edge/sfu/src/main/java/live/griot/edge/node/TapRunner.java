package live.griot.edge.node;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.tap.TapLoop;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/** A tap with its thread, which looks by itself whether something was handed over, so that the ingest loop need not wake it. */
final class TapRunner implements MediaTap {
    /** How long it sleeps after something came: frames are told that much later at most. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** After nothing did. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TapFeed feed;
    private final Listener listener;
    private final Consumer<IngestRequest> ingest;
    private final Consumer<TapRunner> whenClosed;
    private final Failures failures;
    private final TapLoop loop;
    private final LoopThread thread;

    TapRunner(
            TapFeed feed,
            Listener listener,
            Consumer<IngestRequest> ingest,
            EdgeCounters counters,
            Failures failures,
            LongSupplier clock,
            Consumer<TapRunner> whenClosed) {
        this.feed = feed;
        this.listener = listener;
        this.ingest = ingest;
        this.failures = failures;
        this.whenClosed = whenClosed;
        this.loop = new TapLoop(feed, listener, ingest, counters, clock);
        this.thread = new LoopThread("edge-tap", this::turn, this::wakeUp, failures);
    }

    void start() {
        thread.start();
        ingest.accept(new IngestRequest.OpenTap(feed));
    }

    TapFeed feed() {
        return feed;
    }

    private void turn() {
        boolean didSomething = false;
        try {
            didSomething = loop.turn();
        } catch (Throwable bug) { // What fails at one tap, or who listens to it, ends that tap.
            failures.note(Failures.Place.TAP, bug);
            feed.close();
            end();
            return;
        }
        if (loop.isOver()) {
            end();
        } else {
            LockSupport.parkNanos(this, didSomething ? PAUSE_NANOS : IDLE_NANOS);
        }
    }

    private void end() {
        thread.stop();
        close();
        whenClosed.accept(this);
        try {
            listener.onClosed();
        } catch (Throwable bug) { // A listener is somebody else's code.
            failures.note(Failures.Place.TAP, bug);
        }
    }

    private void wakeUp() {
        LockSupport.unpark(thread.thread());
    }

    @Override
    public void allow(Set<String> participants) {
        feed.consents().allow(participants);
        ingest.accept(new IngestRequest.HeedConsents(feed));
    }

    @Override
    public void wantKeyFrame(long stream) {
        loop.wantKeyFrame(stream);
    }

    @Override
    public void close() {
        ingest.accept(new IngestRequest.CloseTap(feed));
    }

    /** Takes nothing more, whether there is an ingest loop still or not; what waits is told. */
    void closeNow() {
        feed.close();
        wakeUp();
    }

    /** Waits a moment until all was told. */
    void awaitEnd() {
        thread.await();
    }
}
