package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import live.griot.edge.sfu.RouterListener;
import org.jspecify.annotations.Nullable;

/** The routers there are, and who listens to which. Owned by the ingest loop, but for what anybody may ask. */
final class Routers {
    private static final long GOODBYE_SECONDS = 2;

    private final IngestLoop loop;
    private final Map<String, Router> byId = new ConcurrentHashMap<>();
    private final Map<String, List<RouterListener>> listeners = new HashMap<>();

    Routers(IngestLoop loop) {
        this.loop = loop;
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
        return byId.computeIfAbsent(id, fresh -> new Router(fresh, loop));
    }

    /** Forgets a router in which nobody is left. */
    void prune(Router router) {
        if (router.isEmpty()) {
            byId.remove(router.id(), router);
        }
    }

    /** Tells a listener what there is, and from now on what changes. */
    void listen(String id, RouterListener listener) {
        listeners.computeIfAbsent(id, first -> new ArrayList<>()).add(listener);
        Router router = byId.get(id);
        if (router == null) {
            listener.onPublications(List.of());
        } else {
            router.tellAll(listener);
        }
    }

    /** Tells a listener no more. */
    void unlisten(String id, RouterListener listener) {
        listeners.computeIfPresent(id, (same, some) -> some.remove(listener) && some.isEmpty() ? null : some);
    }

    /** Returns who listens to a router, as they are now. */
    List<RouterListener> listenersOf(String id) {
        return List.copyOf(listeners.getOrDefault(id, List.of()));
    }

    /** Lets everyone in a router go, then runs the task on a thread of its own. */
    void close(String id, Runnable whenClosed) {
        Router router = byId.get(id);
        List<Peer> everyone = router == null ? List.of() : router.peers();
        CompletableFuture<?>[] goodbyes = everyone.stream().map(loop::letGo).toArray(CompletableFuture[]::new);
        var unused = CompletableFuture.allOf(goodbyes)
                .orTimeout(GOODBYE_SECONDS, TimeUnit.SECONDS)
                .whenComplete(
                        (done, late) -> Thread.ofVirtual().name("router-closed").start(whenClosed));
    }

    /** Lets all connections of one participant go. */
    void close(String id, String participant) {
        Router router = byId.get(id);
        if (router != null) {
            for (Peer peer : router.peers()) {
                if (peer.participant().equals(participant)) {
                    var unused = loop.letGo(peer);
                }
            }
        }
    }

    void tick(long nowNanos) {
        byId.values().forEach(router -> router.tick(nowNanos));
    }
}
