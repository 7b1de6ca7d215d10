package live.griot.app.messaging;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.api.live.ReadProgress;
import live.griot.api.store.StoreCall;
import live.griot.app.messaging.ProcessorPositions.Position;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The processors that keep what the API reads, on whichever node they run, and how far they have come. Thread-safe. */
@Component
public class ReadModels implements ReadProgress, DisposableBean {
    /** The processing groups whose tables answer the API's reads. Each can be rebuilt: its handlers empty the tables when reset. */
    public static final List<String> GROUPS = List.of("sessions", "chat");

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final long TOLD_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_AGAIN_NANOS = 500_000;

    /** The store is asked less often than this process, since each look is a query. */
    private static final long LOOK_INTO_STORE_AGAIN_NANOS = 5_000_000;

    private final EventStore store;
    private final ProcessorPositions positions;
    private final HandledEvents handledEvents;
    private final JdbcClient db;
    private final Lookout lookout;
    private final AtomicLong toldLateNanos = new AtomicLong();
    private final Set<String> beingReset = ConcurrentHashMap.newKeySet();

    ReadModels(EventStore store, ProcessorPositions positions, HandledEvents handledEvents, JdbcClient db) {
        this.store = store;
        this.positions = positions;
        this.handledEvents = handledEvents;
        this.db = db;
        this.lookout = new Lookout(this::head, this::haveAllPassed, () -> pauseNanos(positions));
    }

    /**
     * How far one read model has come.
     *
     * @param position the position of the last event it has handled, -1 when there is none
     * @param target while it replays the position it was reset at and has to come back to, else the head of the log; -1 for an empty log
     * @param replaying whether it is being rebuilt, so that its tables do not hold all yet
     * @param node the node that keeps it, or null while none does
     */
    public record Progress(
            long position,
            long target,
            boolean replaying,
            @Nullable String node) {}

    /**
     * Waits until every read model has passed what is in the store now, for five seconds at most; returns whether they have. One
     * that is being rebuilt is not waited for: it may take minutes, and reads of it are incomplete meanwhile in any case. Not to be
     * called in a transaction, which might not see what others store.
     */
    @Override
    public boolean awaitCaughtUp() {
        long began = System.nanoTime();
        try {
            Duration atMost = Duration.ofNanos(StoreCall.patienceNanos(BOUND));
            boolean caughtUp = lookout.await(atMost);
            if (!caughtUp) {
                tellThatTheyAreLate(atMost);
                if (lookout.hearsNothing()) {
                    StoreCall.waitedSince(began); // for the store, not for those who read it
                }
            }
            return caughtUp;
        } catch (IllegalStateException failure) {
            // What was stored is stored, whatever can be said of who reads it.
            LOG.warn("The read models cannot be asked how far they are", failure);
            return false;
        }
    }

    /** Where they are late they are so for everybody who writes: told once a minute. */
    private void tellThatTheyAreLate(Duration waited) {
        long before = toldLateNanos.get();
        long now = System.nanoTime();
        if ((before == 0 || now - before > TOLD_EVERY_NANOS) && toldLateNanos.compareAndSet(before, now)) {
            LOG.warn("The read models did not catch up within {}; who writes does not see it at once", waited);
        }
    }

    private static long pauseNanos(ProcessorPositions positions) {
        return GROUPS.stream().allMatch(positions::areHere) ? LOOK_AGAIN_NANOS : LOOK_INTO_STORE_AGAIN_NANOS;
    }

    @Override
    public void destroy() {
        lookout.close();
    }

    @Override
    public boolean havePassed(long position) {
        return GROUPS.stream()
                .allMatch(group -> !isBeingReset(group)
                        && positions.of(group).stream().noneMatch(Position::isReplaying)
                        && hasPassed(group, position));
    }

    /** Returns how far a read model of {@link #GROUPS} has come, on whichever node it runs. */
    public Progress progress(String group) {
        List<Position> segments = positions.of(group);
        boolean replaying = isBeingReset(group) || segments.stream().anyMatch(Position::isReplaying);
        long resetAt = segments.stream()
                .mapToLong(segment -> segment.resetAt().orElse(-1))
                .max()
                .orElse(-1);
        return new Progress(
                segments.stream().mapToLong(Position::at).min().orElse(-1),
                replaying && resetAt >= 0 ? resetAt : head(),
                replaying,
                positions.owner(group).orElse(null));
    }

    /** Runs what empties a read model, while no write waits for it and health does not miss its processor. Waits for what it runs. */
    public void whileReset(String group, Runnable reset) {
        beingReset.add(group);
        try {
            reset.run();
        } finally {
            beingReset.remove(group);
        }
    }

    boolean isBeingReset(String group) {
        return beingReset.contains(group);
    }

    private long head() {
        TrackingToken token = store.createHeadToken();
        return token == null ? -1 : token.position().orElse(-1);
    }

    private boolean haveAllPassed(long head) {
        return head < 0 || GROUPS.stream().allMatch(group -> isBeingReset(group) || hasPassed(group, head));
    }

    private boolean hasPassed(String group, long head) {
        List<Position> segments = positions.of(group);
        return !segments.isEmpty()
                && segments.stream().allMatch(segment -> segment.isReplaying() || hasPassed(group, segment, head));
    }

    /**
     * A processor that is past the head may have left gaps behind: numbers that were not there when it came by. One that has become an
     * event since is still to be handled; one that never will (its transaction was rolled back, or the program was killed) is
     * nothing to wait for. Nor are events that it has no handler for: of those a processor stores only once a second that it is past
     * them.
     */
    private boolean hasPassed(String group, Position segment, long head) {
        SortedSet<Long> gaps = segment.reached() instanceof GapAwareTrackingToken gapAware
                ? gapAware.getGaps().headSet(head + 1)
                : Collections.emptySortedSet();
        if (segment.at() >= head && gaps.isEmpty()) {
            return true;
        }
        if (segment.at() < head && segment.isHere()) {
            return false;
        }
        return !isAnythingLeft(group, segment.at(), gaps, head);
    }

    /** The first position is said on its own: H2 reads the whole table where it finds only an OR. */
    private boolean isAnythingLeft(String group, long after, SortedSet<Long> gaps, long head) {
        Set<String> handled = handledEvents.namesOf(group);
        return !handled.isEmpty()
                && !db.sql("""
                        SELECT globalIndex FROM DomainEventEntry WHERE globalIndex >= :first AND payloadType IN (:handled)
                          AND ((globalIndex > :after AND globalIndex <= :head) OR globalIndex IN (:gaps)) LIMIT 1
                        """)
                        .param("first", gaps.isEmpty() ? after : Math.min(after, gaps.first()))
                        .param("handled", handled)
                        .param("after", after)
                        .param("head", head)
                        .param("gaps", gaps.isEmpty() ? Set.of(-1L) : gaps)
                        .query(Long.class)
                        .list()
                        .isEmpty();
    }
}
