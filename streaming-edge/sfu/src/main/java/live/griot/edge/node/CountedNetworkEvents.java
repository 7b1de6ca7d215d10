package live.griot.edge.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import live.griot.edge.net.NetworkEvents;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what fails on the network, and says so in the log once a minute at most. Thread-safe. */
final class CountedNetworkEvents implements NetworkEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CountedNetworkEvents.class);
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final EdgeCounters counters;
    private final Failures failures;
    private final LongSupplier clock;
    private final AtomicLong toldSendNanos = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong toldReceiveNanos = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong toldSegmentsNanos = new AtomicLong(Long.MIN_VALUE);

    CountedNetworkEvents(EdgeCounters counters, Failures failures, LongSupplier clock) {
        this.counters = counters;
        this.failures = failures;
        this.clock = clock;
        // Each cause is told from the start, so that its first count is seen as a rise.
        NetworkEvents.errnoNames().forEach(name -> counters.sendFailed(name, 0));
    }

    private boolean isTime(AtomicLong told) {
        long now = clock.getAsLong();
        long before = told.get();
        return (before == Long.MIN_VALUE || now - before >= TELL_NANOS) && told.compareAndSet(before, now);
    }

    @Override
    public void sendFailed(String errnoName, int datagrams) {
        counters.sendFailed(errnoName, datagrams);
        if (isTime(toldSendNanos)) {
            LOG.warn(
                    "Datagrams cannot be sent: {}. Others go on; griot.edge.failed.sends counts them by cause.",
                    errnoName);
        }
    }

    @Override
    public void overflowed(int datagrams) {
        counters.dropped(DropReason.EGRESS_OVERFLOW, datagrams);
    }

    @Override
    public void segmentsRefused(NetworkPath path, String errnoName) {
        counters.segmentsRefused();
        if (isTime(toldSegmentsNanos)) {
            LOG.info(
                    "The way to {} takes no runs of datagrams ({}); each leaves alone there from now on",
                    path.remote(),
                    errnoName);
        }
    }

    @Override
    public void receiveFailed(String errnoName) {
        counters.receiveFailed();
        if (isTime(toldReceiveNanos)) {
            LOG.warn("The UDP port cannot be read for a moment: {}", errnoName);
        }
    }

    @Override
    public void oversized() {
        counters.dropped(DropReason.OVERSIZE_DATAGRAM);
    }

    @Override
    public void handlerFailed(Throwable bug) {
        failures.note(Failures.Place.CONNECTION, bug);
    }

    @Override
    public void malformedFrame() {
        counters.dropped(DropReason.MALFORMED_FRAME);
    }

    @Override
    public void tooManyConnections() {
        counters.dropped(DropReason.TOO_MANY_CONNECTIONS);
    }
}
