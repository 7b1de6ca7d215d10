package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;

/**
 * Who is connected: transports come, are looked after while they are there, and go, each behind a fence of its own. Not thread-safe: owned
 * by the ingest loop; time comes in.
 */
final class TransportRegistry {
    /** How often it is looked whether a viewer is gone: that is a matter of seconds, and there are thousands of them. */
    private static final int TICKS_A_ROLL_CALL = 25;

    private final TransportTable table = new TransportTable();
    private final Routers routers;
    private final EdgeCounters counters;
    private final Failures failures;
    private int ticks;

    /** Has nobody yet; who comes is in one of those routers. */
    TransportRegistry(Routers routers, EdgeCounters counters, Failures failures) {
        this.routers = routers;
        this.counters = counters;
        this.failures = failures;
    }

    TransportTable table() {
        return table;
    }

    /** Makes a transport known, so that its checks are answered; one too many is turned away. */
    void admit(Transport transport) {
        Router router = routers.of(transport.router());
        if (!makeRoom(router, transport)) {
            counters.dropped(DropReason.TOO_MANY_TRANSPORTS);
            transport.onRemoved();
            return;
        }
        table.add(transport);
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

    /** Returns whether something of a publisher is to be asked for soon. */
    boolean isWaiting() {
        for (PublisherTransport publisher : table.publishers()) {
            if (publisher.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Lets each do what is due, and lets go who is gone. */
    void tick(long nowNanos) {
        boolean rollCall = ++ticks % TICKS_A_ROLL_CALL == 0;
        List<Transport> gone = new ArrayList<>();
        Collection<? extends Transport> due = rollCall ? table.all() : table.publishers();
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
    }

    /** Ends one at whom something failed. */
    void fail(Transport culprit, Throwable bug) {
        failures.note(placeOf(culprit), bug);
        letGo(culprit);
    }

    private static Failures.Place placeOf(Transport transport) {
        return transport instanceof PublisherTransport ? Failures.Place.PUBLISHER : Failures.Place.VIEWER;
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
    void remove(Transport over) {
        if (table.remove(over)) {
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
