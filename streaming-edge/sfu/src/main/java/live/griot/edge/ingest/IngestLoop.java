package live.griot.edge.ingest;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.net.DatagramPort;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.FrameHandler;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/**
 * The sole reader of the port: it hears every peer, opens what they send, and hands it over to the egress loops, which send. A thread runs
 * {@link #turn} over and over; {@link #execute} and {@link #request} are for any thread, everything else is for that one.
 */
public final class IngestLoop implements FrameHandler, TransportOwner {
    /** The least time between two ticks. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** The most, where nothing is missing: what comes meanwhile wakes the loop anyway, and a turn of its own for a tick is dear. */
    private static final long LAZY_TICK_NANOS = 2 * TICK_NANOS;

    private final DtlsCertificate certificate;
    private final long mediaTimeoutNanos;
    private final LongSupplier clock;
    private final DatagramPort port;
    private final DatagramSender sender;
    private final List<HandoverQueue> egress;
    private final EdgeCounters counters;
    private final Failures failures;
    private final DutyCycleTracker dutyCycle;
    private final BatchGatherer gatherer = new BatchGatherer();
    private final Routers routers;
    private final TransportRegistry transports;
    private final Beginnings beginnings;
    private final DatagramReader reader;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<IngestRequest> requests = new ConcurrentLinkedQueue<>();
    private long tickedNanos;
    private long beganNanos;

    /**
     * What the loop runs with.
     *
     * @param mediaTimeoutNanos how long a publisher may be silent before its media counts as lost
     * @param clock the edge's monotonic clock, in nanoseconds
     * @param egress the queues of the loops that send
     */
    public record Setting(
            DtlsCertificate certificate,
            long mediaTimeoutNanos,
            LongSupplier clock,
            List<HandoverQueue> egress,
            EdgeCounters counters,
            Failures failures,
            DutyCycleTracker dutyCycle) {}

    /** Makes a loop on a port, with a way out of its own. */
    public IngestLoop(DatagramPort port, Setting setting) {
        this.port = port;
        this.sender = port.sender();
        this.certificate = setting.certificate();
        this.mediaTimeoutNanos = setting.mediaTimeoutNanos();
        this.clock = setting.clock();
        this.egress = List.copyOf(setting.egress());
        this.counters = setting.counters();
        this.failures = setting.failures();
        this.dutyCycle = setting.dutyCycle();
        this.routers = new Routers(egress, gatherer, failures);
        this.transports = new TransportRegistry(routers, counters, failures);
        this.beginnings = new Beginnings(routers);
        this.reader = new DatagramReader(transports.table(), sender, counters);
        this.tickedNanos = now();
    }

    /** Waits for what comes, at most so long, and does all that is due then; returns how many datagrams came. */
    public int turn(long maxWaitNanos) {
        beganNanos = 0;
        int received = port.receive(waitNanos(maxWaitNanos), this::onDatagram);
        beginTurn();
        drainRequests();
        tick();
        routers.tellChanges();
        handOver();
        sender.flush();
        dutyCycle.onTurn(beganNanos, now());
        return received;
    }

    private long waitNanos(long most) {
        if (!tasks.isEmpty() || !requests.isEmpty()) {
            return 0;
        }
        if (transports.table().isEmpty()) {
            return most;
        }
        long nowNanos = now();
        long pause = transports.isWaiting() ? TICK_NANOS : LAZY_TICK_NANOS;
        long due = Math.min(tickedNanos + pause, gatherer.dueNanos(nowNanos));
        return Math.clamp(due - nowNanos, 0, most);
    }

    private void beginTurn() {
        if (beganNanos == 0) {
            beganNanos = now();
            // Before the first datagram: a peer's first check may come with the command that opens them.
            drainTasks();
        }
    }

    private void onDatagram(byte[] bytes, NetworkPath path) {
        beginTurn();
        onFrame(bytes, path);
    }

    /** Takes in one packet, whatever path it came by; what fails ends whoever sent it. */
    @Override
    public void onFrame(byte[] bytes, NetworkPath path) {
        try {
            reader.read(bytes, path, now());
        } catch (Throwable bug) { // Bytes of a stranger must never end the loop.
            Transport culprit = reader.current();
            if (culprit == null) {
                failures.note(Failures.Place.DATAGRAM, bug);
            } else {
                transports.fail(culprit, bug);
            }
        }
    }

    @Override
    public void onFramesRead() {
        handOver();
        sender.flush();
    }

    private void drainTasks() {
        for (Runnable next; (next = tasks.poll()) != null; ) {
            try {
                next.run();
            } catch (Throwable bug) { // One command's trouble is no other's.
                failures.note(Failures.Place.COMMAND, bug);
            }
        }
    }

    private void drainRequests() {
        for (IngestRequest next; (next = requests.poll()) != null; ) {
            try {
                answer(next);
            } catch (Throwable bug) { // One viewer's wish is no other's.
                failures.note(Failures.Place.COMMAND, bug);
            }
        }
    }

    private void answer(IngestRequest request) {
        switch (request) {
            case IngestRequest.WantKeyFrame want -> beginnings.wantKeyFrame(want);
            case IngestRequest.WantBeginning want -> beginnings.begin(want, now());
            case IngestRequest.EndViewer end -> {
                Router router = routers.find(end.router());
                ViewerTransport viewer = router == null ? null : router.viewer(end.viewer());
                if (viewer != null) {
                    transports.letGo(viewer);
                }
            }
            case IngestRequest.OpenTap open ->
                routers.open(new RouterTap(open.tap(), beginnings::wantKeyFrame, counters));
            case IngestRequest.HeedConsents heed -> routers.taps().with(heed.tap(), RouterTap::heedConsents);
            case IngestRequest.PictureBegan began ->
                routers.taps().with(began.tap(), tap -> tap.onPictureBegan(began.picture()));
            case IngestRequest.CloseTap close -> routers.close(close.tap(), now());
        }
    }

    private void tick() {
        long nowNanos = now();
        if (nowNanos - tickedNanos < TICK_NANOS) {
            return;
        }
        tickedNanos = nowNanos;
        transports.tick(nowNanos);
        routers.tick(nowNanos);
    }

    private void handOver() {
        long nowNanos = now();
        gatherer.takeReady(nowNanos, this::offer);
        for (HandoverQueue queue : egress) {
            if (!queue.isEmpty()) {
                queue.wakeUp();
            }
        }
        routers.taps().handOver(nowNanos);
    }

    private void offer(EgressBatch batch) {
        for (HandoverQueue queue : egress) {
            if (!queue.offer(batch)) {
                counters.dropped(DropReason.HANDOVER_OVERFLOW, batch.packets().size());
            }
        }
    }

    /** Takes a request of an egress loop or a tap; any thread. */
    public void request(IngestRequest request) {
        requests.add(request);
        port.wakeup();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        port.wakeup();
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    @Override
    public DtlsCertificate certificate() {
        return certificate;
    }

    @Override
    public EdgeCounters counters() {
        return counters;
    }

    @Override
    public void send(Transport to, byte[] bytes, int length) {
        NetworkPath path = to.path();
        if (path != null) {
            sender.send(path, bytes, length);
        }
    }

    @Override
    public void handshakeFailed(Throwable bug) {
        failures.note(Failures.Place.HANDSHAKE, bug);
    }

    long mediaTimeoutNanos() {
        return mediaTimeoutNanos;
    }

    List<HandoverQueue> egress() {
        return egress;
    }

    Routers routers() {
        return routers;
    }

    TransportRegistry transports() {
        return transports;
    }

    @Override
    public void remove(Transport over) {
        transports.remove(over);
    }
}
