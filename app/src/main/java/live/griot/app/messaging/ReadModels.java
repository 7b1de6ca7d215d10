package live.griot.app.messaging;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
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

    /** How long one write waits in vain before it is known that the read models are late, and how long a read waits while they are. */
    private static final Duration SHORT_BOUND = Duration.ofSeconds(1);

    private static final long LOOK_AGAIN_NANOS = 500_000;

    /** The store is asked less often than this process, since each look is a query. */
    private static final long LOOK_INTO_STORE_AGAIN_NANOS = 5_000_000;

    private final EventStore store;
    private final ProcessorPositions positions;
    private final HandledEvents handledEvents;
    private final JdbcClient db;
    private final Lookout lookout;
    private final ReadModelWait waited;
    private final Lateness late;
    private final Set<String> beingReset = ConcurrentHashMap.newKeySet();

    ReadModels(
            EventStore store,
            ProcessorPositions positions,
            HandledEvents handledEvents,
            JdbcClient db,
            ReadModelWait waited) {
        this.store = store;
        this.positions = positions;
        this.handledEvents = handledEvents;
        this.db = db;
        this.waited = waited;
        this.lookout = new Lookout(this::head, this::haveAllPassed, () -> pauseNanos(positions));
        this.late = new Lateness(lookout::await);
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
        return await(BOUND);
    }

    /** Lets a write wait until it can be read: a second at most, and not at all while they are late. Returns whether it can. */
    boolean awaitWritten() {
        if (late.isNow()) {
            return false;
        }
        boolean written = await(SHORT_BOUND);
        if (!written) {
            late.begins();
        }
        return written;
    }

    /** Lets a read wait where they are late, a second at most, so that it sees what was written before it if it can. */
    void awaitWhileLate() {
        if (late.isNow()) {
            await(SHORT_BOUND);
        }
    }

    private boolean await(Duration atMost) {
        long began = System.nanoTime();
        try {
            return waited.ended(began, lookout.await(Duration.ofNanos(StoreCall.patienceNanos(atMost))));
        } catch (IllegalStateException failure) {
            // What was stored is stored, whatever can be said of who reads it.
            LOG.warn("The read models cannot be asked how far they are", failure);
            return false;
        } finally {
            StoreCall.waitedSince(began);
        }
    }

    @Override
    public boolean isBehind() {
        return late.isNow() || GROUPS.stream().anyMatch(this::isBeingRebuilt);
    }

    private boolean isBeingRebuilt(String group) {
        return isBeingReset(group) || positions.of(group).stream().anyMatch(Position::isReplaying);
    }

    private static long pauseNanos(ProcessorPositions positions) {
        return GROUPS.stream().allMatch(positions::areHere) ? LOOK_AGAIN_NANOS : LOOK_INTO_STORE_AGAIN_NANOS;
    }

    @Override
    public void destroy() {
        late.close();
        lookout.close();
    }

    @Override
    public boolean havePassed(long position) {
        return GROUPS.stream().allMatch(group -> !isBeingRebuilt(group) && hasPassed(group, position));
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
