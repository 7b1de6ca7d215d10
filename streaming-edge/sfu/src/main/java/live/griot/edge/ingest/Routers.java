package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/** The routers there are, and who listens to which. Owned by the ingest loop, but for what anybody may ask. */
final class Routers implements Router.Owner {
    private final List<HandoverQueue> egress;
    private final BatchGatherer gatherer;
    private final Failures failures;
    private final Map<String, Router> byId = new ConcurrentHashMap<>();
    private final Map<String, List<RouterListener>> listeners = new HashMap<>();
    private final Taps taps;
    private final Set<Router> untold = new LinkedHashSet<>();
    private long publicationsMade;

    Routers(List<HandoverQueue> egress, BatchGatherer gatherer, Failures failures) {
        this.egress = List.copyOf(egress);
        this.gatherer = gatherer;
        this.failures = failures;
        this.taps = new Taps(failures);
    }

    /** Opens a tap. */
    void open(RouterTap tap) {
        taps.open(tap, byId.get(tap.feed().router()));
    }

    /** Ends a tap. */
    void close(TapFeed tap, long nowNanos) {
        taps.close(tap, byId.containsKey(tap.router()), nowNanos);
    }

    /** Returns the taps there are. */
    Taps taps() {
        return taps;
    }

    /** Returns a router, or null when there is none; any thread. */
    @Nullable
    Router find(String id) {
        return byId.get(id);
    }

    /** Returns the routers there are; any thread. */
    List<Router> all() {
        return List.copyOf(byId.values());
    }

    /** Returns a router, made where there was none. */
    Router of(String id) {
        return byId.computeIfAbsent(id, fresh -> new Router(fresh, this));
    }

    /** Forgets a router in which nobody is left. */
    void prune(Router router) {
        if (router.isEmpty()) {
            byId.remove(router.id(), router);
            gatherer.forget(router.id());
            taps.prune(router.id(), false);
        }
    }

    /** Tells a listener what there is, and from now on what changes. */
    void listen(String id, RouterListener listener) {
        listeners.computeIfAbsent(id, first -> new ArrayList<>()).add(listener);
        Router router = byId.get(id);
        fence(() -> {
            if (router == null) {
                listener.onPublications(List.of());
            } else {
                router.tellAll(listener);
            }
        });
    }

    /** Tells a listener no more. */
    void unlisten(String id, RouterListener listener) {
        listeners.computeIfPresent(id, (same, some) -> some.remove(listener) && some.isEmpty() ? null : some);
    }

    @Override
    public String nextPublicationId() {
        return "p" + Long.toString(++publicationsMade, Character.MAX_RADIX);
    }

    @Override
    public void broadcast(EgressCommand command) {
        egress.forEach(queue -> queue.command(command));
    }

    @Override
    public void gather(PublicationView publication, Encoding encoding, MediaPacket packet) {
        gatherer.add(publication, encoding.view(), packet, packet.arrivalNanos());
    }

    @Override
    public RouterTaps taps(String router) {
        return taps.on(router);
    }

    @Override
    public void tell(Router router, Consumer<RouterListener> news) {
        for (RouterListener listener : List.copyOf(listeners.getOrDefault(router.id(), List.of()))) {
            fence(() -> news.accept(listener));
        }
    }

    @Override
    public void tellPublicationsSoon(Router router) {
        untold.add(router);
    }

    /** Tells what changed in this turn. */
    void tellChanges() {
        if (untold.isEmpty()) {
            return;
        }
        List<Router> changed = List.copyOf(untold);
        untold.clear();
        changed.forEach(Router::tellPublications);
    }

    /** Lets every router do what it has on a timer, each fenced. */
    void tick(long nowNanos) {
        for (Router router : byId.values()) {
            try {
                router.tick(nowNanos);
            } catch (Throwable bug) { // One session's trouble is no other's.
                failures.note(Failures.Place.SESSION, bug);
            }
        }
    }

    private void fence(Runnable telling) {
        try {
            telling.run();
        } catch (Throwable bug) { // A listener is somebody else's code.
            failures.note(Failures.Place.LISTENER, bug);
        }
    }
}
