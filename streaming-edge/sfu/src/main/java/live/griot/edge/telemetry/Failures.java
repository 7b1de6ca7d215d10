package live.griot.edge.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What failed behind a fence: each is counted by where it happened, and told in the log with its cause once a minute at most for each such
 * place, so that who makes something fail over and over fills no disk. Thread-safe.
 */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Whom a failure is kept to. */
    public enum Place {
        /** Sending to one viewer: the viewer is let go. */
        VIEWER,
        /** What one publisher sent or is told: the publisher is let go. */
        PUBLISHER,
        /** One datagram whose sender is not known. */
        DATAGRAM,
        /** One TCP connection: it is closed. */
        CONNECTION,
        /** One handshake: the peer is let go. */
        HANDSHAKE,
        /** One command to a loop. */
        COMMAND,
        /** What one session has on a timer. */
        SESSION,
        /** Somebody who listens to the edge. */
        LISTENER,
        /** One tap, or who listens to it: it is closed. */
        TAP,
        /** A turn of a loop, outside every other fence. */
        LOOP
    }

    private static final class Noted {
        private final LongAdder count = new LongAdder();
        private final AtomicLong toldNanos = new AtomicLong(Long.MIN_VALUE);
        private final AtomicLong told = new AtomicLong();
    }

    private final Map<Place, Noted> places = new EnumMap<>(Place.class);
    private final LongSupplier clock;

    /** Makes one that tells by that clock, in nanoseconds. */
    public Failures(LongSupplier clock) {
        this.clock = clock;
        for (Place place : Place.values()) {
            places.put(place, new Noted());
        }
    }

    /** Notes a failure. */
    public void note(Place place, Throwable cause) {
        Noted noted = Objects.requireNonNull(places.get(place));
        noted.count.increment();
        long now = clock.getAsLong();
        long before = noted.toldNanos.get();
        if ((before == Long.MIN_VALUE || now - before >= TELL_NANOS) && noted.toldNanos.compareAndSet(before, now)) {
            long all = noted.count.sum();
            long since = all - noted.told.getAndSet(all);
            LOG.error(
                    "A failure of the edge was kept to one {} ({} since the last time this was told)",
                    place,
                    since,
                    cause);
        }
    }

    /** Returns how many failures there were, by place. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        places.forEach((place, noted) -> counts.put(place.name(), noted.count.sum()));
        return counts;
    }
}
