package live.griot.query.socket;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the event store from its head, with a thread of its own, and hands each event's updates to the hub. After a failure of
 * the store it goes on where it was, so that no subscriber misses anything.
 */
@Component
class EventTail implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final int WAIT_MILLIS = 100;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventStore store;
    private final UpdateTranslator translator;
    private final TopicHub hub;
    private final AccessWatch access;
    private volatile boolean running;
    private @Nullable Thread reader;

    EventTail(EventStore store, UpdateTranslator translator, TopicHub hub, AccessWatch access) {
        this.store = store;
        this.translator = translator;
        this.hub = hub;
        this.access = access;
    }

    @Override
    public void start() {
        TrackingToken head = store.createHeadToken();
        hub.passed(position(head), List.of());
        running = true;
        reader = Thread.ofPlatform().name("event-tail").daemon().start(() -> read(head));
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

    private void read(@Nullable TrackingToken from) {
        TrackingToken last = from;
        while (running) {
            try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(last)) {
                while (running) {
                    if (stream.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                        TrackedEventMessage<?> event = stream.nextAvailable();
                        long position = position(event.trackingToken());
                        hub.passed(position, translator.translate(event));
                        access.passed(position, event.getPayload());
                        last = event.trackingToken();
                    }
                }
            } catch (InterruptedException toldToStop) {
                return;
            } catch (RuntimeException failure) {
                LOG.error("The event store cannot be tailed; trying again in a second", failure);
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
