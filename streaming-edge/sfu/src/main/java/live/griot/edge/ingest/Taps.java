package live.griot.edge.ingest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/** The taps there are, on which routers, whether those are there or not. Not thread-safe: owned by the ingest loop. */
final class Taps {
    private final Map<TapFeed, RouterTap> all = new LinkedHashMap<>();
    private final Map<String, RouterTaps> byRouter = new HashMap<>();
    private final Failures failures;

    Taps(Failures failures) {
        this.failures = failures;
    }

    /** Returns those on a router. */
    RouterTaps on(String router) {
        return byRouter.computeIfAbsent(router, first -> new RouterTaps(this::fail));
    }

    /** Opens one on a router, null where there is none of that id yet. */
    void open(RouterTap tap, @Nullable Router router) {
        RouterTaps others = on(tap.feed().router());
        all.put(tap.feed(), tap);
        others.add(tap);
        if (router != null) {
            others.fence(tap, router::begin);
        }
    }

    /** Does something for the one that fills a feed, if it is there still. */
    void with(TapFeed feed, Consumer<RouterTap> step) {
        RouterTap tap = all.get(feed);
        if (tap != null) {
            on(feed.router()).fence(tap, step);
        }
    }

    /** Hands over what each gathered. */
    void handOver(long nowNanos) {
        if (!all.isEmpty()) {
            byRouter.values().forEach(taps -> taps.each(tap -> tap.handOver(nowNanos)));
        }
    }

    /** Ends one, which is told to its listener. */
    void close(TapFeed feed, boolean routerIsThere, long nowNanos) {
        with(feed, tap -> tap.end(nowNanos));
        RouterTap closed = all.remove(feed);
        if (closed != null) {
            on(feed.router()).remove(closed);
            prune(feed.router(), routerIsThere);
        }
    }

    /** Forgets a router that is not there and that nobody taps. */
    void prune(String router, boolean isThere) {
        RouterTaps taps = byRouter.get(router);
        if (taps != null && taps.isEmpty() && !isThere) {
            byRouter.remove(router);
        }
    }

    private void fail(RouterTap tap, Throwable bug) {
        failures.note(Failures.Place.TAP, bug);
        all.remove(tap.feed());
        tap.feed().close();
    }
}
