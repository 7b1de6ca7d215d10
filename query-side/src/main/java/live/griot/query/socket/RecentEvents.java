package live.griot.query.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import live.griot.api.id.UserId;
import live.griot.api.live.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The last events of the store in the order of their positions, so that a thousand clients who come back at once are told what they
 * missed without asking the store. Events and not updates are kept, so that what was erased meanwhile is told as it is now. Thread-safe.
 */
@Component
class RecentEvents {
    private final UpdateTranslator translator;
    private final long window;
    private final NavigableMap<Long, Recent> events = new TreeMap<>();
    private final Deque<Lateness> late = new ArrayDeque<>();
    private long floor = Long.MAX_VALUE;

    private record Recent(long position, Object event, Set<Topic> topics) {}

    /** Who was told something up to {@code to} may have missed what came late at {@code from}. */
    private record Lateness(long from, long to) {
        boolean missedBy(long after) {
            return from <= after && after <= to;
        }
    }

    RecentEvents(UpdateTranslator translator, LiveSocketProperties limits) {
        this.translator = translator;
        this.window = limits.resumeWindow();
    }

    /** Begins after a position: all that follows will be here. */
    synchronized void beginAfter(long position) {
        floor = position;
    }

    /** Keeps an event that concerns those topics, and lets go of what is too far back. */
    synchronized void keep(long position, Object event, Set<Topic> topics) {
        if (!topics.isEmpty()) {
            events.put(position, new Recent(position, event, topics));
        }
        floor = Math.max(floor, position - window);
        events.headMap(floor, true).clear();
        while (!late.isEmpty() && late.getFirst().to() < floor) {
            late.removeFirst();
        }
    }

    /** Takes note of an event that was told out of order: everything up to {@code reached} had been told without it. */
    synchronized void keepLate(long position, long reached) {
        late.add(new Lateness(position, reached));
    }

    /**
     * Returns the updates that one person (null for somebody without an account) hears of a topic after one position up to and including another, in order; empty when that is too far back, or not
     * a position of this store, or one from which nobody can say what was missed.
     */
    Optional<List<PositionedUpdate>> between(Topic topic, @Nullable UserId person, long after, long upTo) {
        List<Recent> missed;
        synchronized (this) {
            if (after < floor || after > upTo || late.stream().anyMatch(one -> one.missedBy(after))) {
                return Optional.empty();
            }
            missed = events.subMap(after, false, upTo, true).values().stream()
                    .filter(recent -> recent.topics().stream().anyMatch(told -> hears(topic, person, told)))
                    .toList();
        }
        return Optional.of(missed.stream()
                .flatMap(recent -> translator.translate(recent.event(), recent.position()).stream()
                        .filter(update -> hears(topic, person, update.topic()))
                        .map(update -> new PositionedUpdate(recent.position(), update, false)))
                .toList());
    }

    private static boolean hears(Topic subscribed, @Nullable UserId person, Topic told) {
        return told.subscription().equals(subscribed) && told.isFor(person);
    }
}
