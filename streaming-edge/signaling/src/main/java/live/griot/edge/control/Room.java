package live.griot.edge.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import live.griot.edge.congestion.ConnectionQuality;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Those who signal in one session on this edge. The router tells it once, on the loop that moves packets, and it tells everybody on
 * another thread; what changes meanwhile is told together. Thread-safe.
 */
final class Room implements RouterListener {
    private final Executor elsewhere;
    private final Set<Attendee.Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean dueToTell = new AtomicBoolean();
    private final Limelight limelight = new Limelight();
    private final Failures failures;
    private volatile List<PublishedTrack> publications = List.of();

    Room(Executor elsewhere, Failures failures) {
        this.elsewhere = elsewhere;
        this.failures = failures;
    }

    /** Tells somebody what is published now, and from then on what changes. */
    synchronized void add(Attendee.Listener listener) {
        listeners.add(listener);
        listener.onPublications(publications);
    }

    void remove(Attendee.Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public void onPublications(List<PublishedTrack> now) {
        publications = List.copyOf(now);
        limelight.onStage(publications.stream().map(PublishedTrack::participant).collect(Collectors.toSet()));
        if (dueToTell.compareAndSet(false, true)) {
            boolean handedOver = false;
            try {
                elsewhere.execute(this::tell);
                handedOver = true;
            } finally {
                if (!handedOver) {
                    // The next change looks for a thread again.
                    dueToTell.set(false);
                }
            }
        }
    }

    /** Returns who speaks here, and how those on stage are connected. */
    Limelight limelight() {
        return limelight;
    }

    @Override
    public void onSpeakers(Set<String> speaking, @Nullable String dominant) {
        limelight.speaking(speaking, dominant);
    }

    @Override
    public void onQuality(Map<String, ConnectionQuality> changed) {
        limelight.quality(changed);
    }

    private synchronized void tell() {
        dueToTell.set(false);
        List<PublishedTrack> now = publications;
        for (Attendee.Listener listener : listeners) {
            try {
                listener.onPublications(now);
            } catch (Throwable bug) { // Who cannot be told keeps nobody else from it.
                failures.note(Failures.Place.LISTENER, bug);
            }
        }
    }
}
