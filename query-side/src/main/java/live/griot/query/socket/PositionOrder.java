package live.griot.query.socket;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the event store tells into the order of its positions. A transaction takes its position when it inserts and is seen when
 * it commits, so another that began later can be told first and leaves a gap. What follows a gap is held back until the gap is
 * filled or has been open for too long: a transaction that was rolled back never fills its own. Not thread-safe: owned by the tail's thread.
 *
 * @param <E> what stands at a position
 */
final class PositionOrder<E> {
    private final long patienceNanos;
    private final NavigableMap<Long, Placed<E>> waiting = new TreeMap<>();
    private SortedSet<Long> gaps = Collections.emptySortedSet();
    private long highest;
    private long reached;

    /**
     * What stands at a position.
     *
     * @param late whether what follows it has been handed on already
     */
    record Placed<E>(long position, E value, long sinceNanos, boolean late) {}

    /** Begins after a position, up to which everything is known. */
    PositionOrder(long after, Duration patience) {
        this.highest = after;
        this.reached = after;
        this.patienceNanos = patience.toNanos();
    }

    /** Takes what the store told next; its token says where it stands and which gaps are open. Returns whether it opened one. */
    boolean take(TrackingToken token, E value, long nowNanos) {
        long position = positionOf(token);
        boolean opensGap = position > highest && gapsOf(token).contains(position - 1);
        gaps = gapsOf(token);
        highest = Math.max(highest, position);
        waiting.put(position, new Placed<>(position, value, nowNanos, position <= reached));
        return opensGap;
    }

    /** Returns what is next to be handed on, or null while there is nothing, or a gap before it is waited for. */
    @Nullable
    Placed<E> peek(long nowNanos) {
        Map.Entry<Long, Placed<E>> first = waiting.firstEntry();
        if (first == null) {
            return null;
        }
        Placed<E> next = first.getValue();
        return next.late() || !isGapBefore(next) || nowNanos - next.sinceNanos() >= patienceNanos ? next : null;
    }

    /** Says that what {@link #peek} returned has been handed on. */
    void handedOn(Placed<E> next) {
        waiting.remove(next.position());
        reached = Math.max(reached, next.position());
    }

    /** Returns whether there is an open gap right before it: handed on now, the gap is given up. */
    boolean isGapBefore(Placed<E> next) {
        return !next.late() && !gaps.subSet(reached + 1, next.position()).isEmpty();
    }

    /** Returns whether something has been told and not handed on: a gap before it is waited for. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Returns the position up to which everything has been handed on or given up. */
    long reached() {
        return reached;
    }

    /** A token says how far the store was told, which for what fills a gap is further than where that stands. */
    private long positionOf(TrackingToken token) {
        long told = token.position().orElseThrow();
        if (told > highest) {
            return told;
        }
        SortedSet<Long> filled = new TreeSet<>(gaps);
        filled.removeAll(gapsOf(token));
        return filled.isEmpty() ? told : filled.last();
    }

    private static SortedSet<Long> gapsOf(TrackingToken token) {
        return token instanceof GapAwareTrackingToken gapAware ? gapAware.getGaps() : Collections.emptySortedSet();
    }
}
