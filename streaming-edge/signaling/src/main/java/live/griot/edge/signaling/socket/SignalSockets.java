package live.griot.edge.signaling.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.network.Network;
import live.griot.api.network.Shares;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** The signalling sockets that are open on this node, how many there may be, and once a second a look at whether anybody is there. Thread-safe. */
@Component
class SignalSockets implements SmartLifecycle {
    private final SignalSessions sessions;
    private final Failures failures;
    private final int limit;
    private final Set<SignalSocket> open = ConcurrentHashMap.newKeySet();
    private final Shares<Network> byAddress;
    private @Nullable ScheduledExecutorService timer;

    SignalSockets(SignalSessions sessions, SignalProperties limits, Failures failures) {
        this.sessions = sessions;
        this.failures = failures;
        this.limit = limits.maxSessions();
        this.byAddress = new Shares<>(limits.maxSocketsPerAddress());
    }

    /** Returns what one more from there is answered, or null when there is room. */
    @Nullable
    HttpStatus whyNot(Network from) {
        if (open.size() >= limit) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return byAddress.hasRoom(from) ? null : HttpStatus.TOO_MANY_REQUESTS;
    }

    /** Counts a socket in; returns whether there was room. */
    boolean enter(SignalSocket socket) {
        return byAddress.take(socket.from()) && open.add(socket);
    }

    /** Counts a socket out, if it was in. */
    void leave(SignalSocket socket) {
        if (open.remove(socket)) {
            byAddress.giveBack(socket.from());
        }
    }

    /** Returns how many there are. */
    int count() {
        return open.size();
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("signal-ticker").daemon().factory());
        var _ = started.scheduleWithFixedDelay(() -> look(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
        timer = started;
    }

    /** Looks at each of them: one at whom something fails is closed, so it fails once, and the others are looked at as ever. */
    void look(long nowNanos) {
        for (SignalSocket socket : open) {
            fence(Failures.Place.CONNECTION, () -> socket.beat(nowNanos), () -> {
                leave(socket);
                socket.close(CloseStatus.SERVER_ERROR);
            });
        }
        fence(Failures.Place.SESSION, () -> sessions.giveUpOnThoseAway(nowNanos), () -> {});
    }

    /** A failed round must not end the rounds to come: a scheduled task that throws is never run again. */
    private void fence(Failures.Place place, Runnable look, Runnable remedy) {
        try {
            look.run();
        } catch (Throwable failure) {
            failures.note(place, failure);
            remedy.run();
        }
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
