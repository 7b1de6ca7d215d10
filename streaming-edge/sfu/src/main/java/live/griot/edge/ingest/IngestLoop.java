package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
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
    /** How often it is looked whether a viewer is gone: that is a matter of seconds, and there are thousands of them. */
    private static final int TICKS_A_ROLL_CALL = 25;

    private final DtlsCertificate certificate;
    private final long mediaTimeoutNanos;
    private final LongSupplier clock;
    private final DatagramPort port;
    private final DatagramSender sender;
    private final List<HandoverQueue> egress;
    private final EdgeCounters counters;
    private final Failures failures;
    private final DutyCycleTracker dutyCycle;
    private final TransportTable transports = new TransportTable();
    private final BatchGatherer gatherer = new BatchGatherer();
    private final Routers routers;
    private final Beginnings beginnings;
    private final DatagramReader reader;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<IngestRequest> requests = new ConcurrentLinkedQueue<>();
    private long tickedNanos;
    private int ticks;
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
        this.beginnings = new Beginnings(routers);
        this.reader = new DatagramReader(transports, sender, counters);
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
        if (transports.isEmpty()) {
            return most;
        }
        long nowNanos = now();
        long pause = isWaiting() ? TICK_NANOS : LAZY_TICK_NANOS;
        long due = Math.min(tickedNanos + pause, gatherer.dueNanos(nowNanos));
        return Math.clamp(due - nowNanos, 0, most);
    }

    private boolean isWaiting() {
        for (PublisherTransport publisher : transports.publishers()) {
            if (publisher.isWaiting()) {
                return true;
            }
        }
        return false;
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
            failures.note(culprit == null ? Failures.Place.DATAGRAM : placeOf(culprit), bug);
            if (culprit != null) {
                letGo(culprit);
            }
        }
    }

    @Override
    public void onFramesRead() {
        handOver();
        sender.flush();
    }

    private static Failures.Place placeOf(Transport transport) {
        return transport instanceof PublisherTransport ? Failures.Place.PUBLISHER : Failures.Place.VIEWER;
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
                    letGo(viewer);
                }
            }
        }
    }

    private void tick() {
        long nowNanos = now();
        if (nowNanos - tickedNanos < TICK_NANOS) {
            return;
        }
        tickedNanos = nowNanos;
        boolean rollCall = ++ticks % TICKS_A_ROLL_CALL == 0;
        List<Transport> gone = new ArrayList<>();
        Collection<? extends Transport> due = rollCall ? transports.all() : transports.publishers();
        for (Transport transport : due) {
            try {
                if (transport.isGone(nowNanos)) {
                    gone.add(transport);
                } else {
                    transport.tick(nowNanos);
                }
            } catch (Throwable bug) { // Its trouble is no other's.
                failures.note(placeOf(transport), bug);
                gone.add(transport);
            }
        }
        gone.forEach(this::letGo);
        routers.tick(nowNanos);
    }

    private void handOver() {
        gatherer.takeReady(now(), this::offer);
        for (HandoverQueue queue : egress) {
            if (!queue.isEmpty()) {
                queue.wakeUp();
            }
        }
    }

    private void offer(EgressBatch batch) {
        for (HandoverQueue queue : egress) {
            if (!queue.offer(batch)) {
                counters.dropped(DropReason.HANDOVER_OVERFLOW, batch.packets().size());
            }
        }
    }

    /** Takes a request of an egress loop; any thread. */
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

    Failures failures() {
        return failures;
    }

    Routers routers() {
        return routers;
    }

    TransportTable transports() {
        return transports;
    }

    /** Makes a transport known, so that its checks are answered; one too many is turned away. */
    void admit(Transport transport) {
        Router router = routers.of(transport.router());
        if (!makeRoom(router, transport)) {
            counters.dropped(DropReason.TOO_MANY_TRANSPORTS);
            transport.onRemoved();
            return;
        }
        transports.add(transport);
        if (transport instanceof PublisherTransport publisher) {
            PublisherTransport before = router.admit(publisher);
            if (before != null) {
                letGo(before);
            }
        } else if (transport instanceof ViewerTransport viewer) {
            router.admit(viewer);
        }
    }

    /** Where a session is full, who comes again has their own place. */
    private boolean makeRoom(Router router, Transport transport) {
        if (!router.isFull()) {
            return true;
        }
        if (transport instanceof PublisherTransport) {
            return router.publisher(transport.participant()) != null;
        }
        ViewerTransport own = router.stalest(transport.participant());
        if (own != null) {
            letGo(own);
        }
        return own != null;
    }

    /** Says goodbye to a transport and forgets it, whatever fails; completes when the goodbye was sent. */
    CompletableFuture<Void> sayGoodbye(Transport transport) {
        CompletableFuture<Void> goodbye = CompletableFuture.completedFuture(null);
        try {
            // The goodbye is sent to the path, which is remembered by the transport itself.
            goodbye = transport.sayGoodbye();
        } catch (Throwable bug) { // Who cannot even be let go must not keep others from it, nor stay.
            failures.note(placeOf(transport), bug);
        }
        remove(transport);
        return goodbye;
    }

    /** Says goodbye to a transport and forgets it. */
    void letGo(Transport transport) {
        var _ = sayGoodbye(transport);
    }

    /** Forgets a transport; one that is forgotten already changes nothing. */
    @Override
    public void remove(Transport over) {
        if (transports.remove(over)) {
            Router router = routers.of(over.router());
            try {
                over.onRemoved();
            } catch (Throwable bug) { // Its listener is somebody else's code.
                failures.note(Failures.Place.LISTENER, bug);
            }
            router.remove(over);
            routers.prune(router);
        }
    }
}
