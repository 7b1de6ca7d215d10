package live.griot.query.socket;

import static live.griot.query.socket.Occurrence.EVENT_LATE;
import static live.griot.query.socket.Occurrence.GAP_GIVEN_UP;
import static live.griot.query.socket.Occurrence.GAP_WAITED_FOR;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the event store with a thread of its own, and hands each event's updates to the hub in the order of the positions. It begins
 * as far back as clients may resume, and has caught up before the first of them can connect. After a failure of the store it goes
 * on where it was, so that no subscriber misses anything.
 */
@Component
class EventTail implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

    /** Before the web server, which starts in one of the last phases. */
    private static final int PHASE = 0;

    /** The store's stream may miss that something came just before it began to wait: short, so that nobody notices. */
    private static final int WAIT_MILLIS = 20;

    private static final int IDLE_WAIT_MILLIS = 1_000;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What ends a start is minutes: a machine that does much else is slow, not broken. */
    private static final Duration CATCH_UP_PATIENCE = Duration.ofMinutes(10);

    private final EventStore store;
    private final UpdateTranslator translator;
    private final RecentEvents recent;
    private final TopicHub hub;
    private final AccessWatch access;
    private final OrderWatch keepers;
    private final PushObserver pushes;
    private final Occurrences occurrences;
    private final LiveSocketProperties limits;
    private volatile boolean running;
    private @Nullable Thread reader;

    EventTail(
            EventStore store,
            UpdateTranslator translator,
            RecentEvents recent,
            TopicHub hub,
            AccessWatch access,
            OrderWatch keepers,
            PushObserver pushes,
            Occurrences occurrences,
            LiveSocketProperties limits) {
        this.store = store;
        this.translator = translator;
        this.recent = recent;
        this.hub = hub;
        this.access = access;
        this.keepers = keepers;
        this.pushes = pushes;
        this.occurrences = occurrences;
        this.limits = limits;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        TrackingToken head = store.createHeadToken();
        long headPosition = head == null ? -1 : head.position().orElseThrow();
        long from = head instanceof GapAwareTrackingToken
                ? Math.max(-1, headPosition - limits.resumeWindow())
                : headPosition;
        Reading reading = new Reading(from, headPosition, from < headPosition ? at(from) : head);
        recent.beginAfter(from);
        hub.passed(from, List.of());
        running = true;
        reader = Thread.ofPlatform().name("event-tail").daemon().start(reading::run);
        reading.awaitCaughtUp();
    }

    @Override
    public void stop() {
        running = false;
        if (reader != null) {
            reader.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static @Nullable TrackingToken at(long position) {
        return position < 0 ? null : GapAwareTrackingToken.newInstance(position, List.of());
    }

    /** One reading of the store, by one thread. */
    private final class Reading {
        private final PositionOrder<EventMessage<?>> order;
        private final long head;
        private final CountDownLatch caughtUp = new CountDownLatch(1);
        private @Nullable TrackingToken told;

        Reading(long from, long head, @Nullable TrackingToken start) {
            this.order = new PositionOrder<>(from, limits.gapPatience());
            this.head = head;
            this.told = start;
        }

        void awaitCaughtUp() {
            try {
                if (!caughtUp.await(CATCH_UP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The event store could not be read up to its head");
                }
            } catch (InterruptedException toldToStop) {
                Thread.currentThread().interrupt();
            }
        }

        void run() {
            while (running) {
                try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(told)) {
                    while (running) {
                        read(stream);
                        handOn();
                    }
                } catch (InterruptedException toldToStop) {
                    return;
                } catch (Throwable failure) {
                    LOG.error("The event store cannot be tailed; trying again in a second", failure);
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        }

        private void read(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
            if (order.reached() >= head) {
                caughtUp.countDown();
            }
            // What is stored ends the wait at once; a gap's patience is looked at in between.
            int wait = order.isWaiting() || caughtUp.getCount() > 0 ? WAIT_MILLIS : IDLE_WAIT_MILLIS;
            if (stream.hasNextAvailable(wait, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = stream.nextAvailable();
                if (order.take(event.trackingToken(), event, System.nanoTime())) {
                    occurrences.count(GAP_WAITED_FOR);
                }
                told = event.trackingToken();
            }
        }

        private void count(PositionOrder.Placed<EventMessage<?>> next) {
            if (next.late()) {
                occurrences.count(EVENT_LATE);
            } else if (order.isGapBefore(next)) {
                occurrences.count(GAP_GIVEN_UP);
            }
        }

        /** What fails here is tried again: it is taken from the order only once it is done. */
        private void handOn() {
            PositionOrder.Placed<EventMessage<?>> next;
            while ((next = order.peek(System.nanoTime())) != null) {
                Object event = next.value().getPayload();
                List<Update> updates = translator.translate(event, next.position());
                Set<Topic> topics = updates.stream().map(Update::topic).collect(Collectors.toUnmodifiableSet());
                recent.keep(next.position(), event, topics);
                if (next.late()) {
                    LOG.warn(
                            "What stands at {} in the event store was committed too late to be told in order",
                            next.position());
                    recent.keepLate(next.position(), order.reached());
                    hub.reset(topics);
                } else {
                    pushes.begin(next.value(), topics);
                    hub.passed(next.position(), updates);
                }
                access.passed(next.position(), event);
                keepers.passed(next.position(), updates);
                count(next);
                order.handedOn(next);
            }
        }
    }
}
