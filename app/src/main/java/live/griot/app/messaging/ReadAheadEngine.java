package live.griot.app.messaging;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Reads and opens the next page of the log while the page before is being handled, where much of it waits: a replay takes no longer than its
 * handlers do. What one reads who keeps up is read when it is asked for, and opened by who needs it. Upcasters see a page at a time. Thread-safe; a
 * stream is one thread's.
 */
final class ReadAheadEngine extends JdbcEventStorageEngine {
    /** A page that has half of what it may have, or more, is followed by another: numbers of the log may be missing. */
    private static final int PART_THAT_IS_MUCH = 2;

    private static final ExecutorService READERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("read-ahead-", 0).factory());

    ReadAheadEngine(Builder builder) {
        super(builder);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken after, boolean mayBlock) {
        return StreamSupport.stream(new Pages(after), false);
    }

    /** What one statement found, and the token of the last of it, which is null where that is nothing. */
    private record Page(
            List<TrackedEventMessage<?>> events, @Nullable TrackingToken last, boolean isMuch) {}

    private Page read(@Nullable TrackingToken after) {
        List<? extends TrackedEventData<?>> stored = fetchTrackedEvents(after, batchSize());
        return new Page(
                EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), getEventSerializer(), upcasterChain)
                        .toList(),
                stored.isEmpty() ? null : stored.getLast().trackingToken(),
                stored.size() * PART_THAT_IS_MUCH >= batchSize());
    }

    private Page readAndOpen(TrackingToken after) {
        Page page = read(after);
        page.events.forEach(ReadAheadEngine::open);
        return page;
    }

    private static void open(TrackedEventMessage<?> event) {
        event.getTimestamp();
        event.getMetaData();
        event.getPayload();
    }

    /** All events after a token, until there are none. */
    private final class Pages extends AbstractSpliterator<TrackedEventMessage<?>> {
        private @Nullable TrackingToken after;
        private Iterator<TrackedEventMessage<?>> events = Collections.emptyIterator();
        private @Nullable CompletableFuture<Page> ahead;
        private boolean atEnd;

        Pages(@Nullable TrackingToken after) {
            super(Long.MAX_VALUE, NONNULL | ORDERED | DISTINCT);
            this.after = after;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
            while (!events.hasNext() && !atEnd) {
                turn();
            }
            if (!events.hasNext()) {
                return false;
            }
            action.accept(events.next());
            return true;
        }

        private void turn() {
            Page page = next();
            TrackingToken last = page.last;
            events = page.events.iterator();
            atEnd = last == null;
            after = last;
            ahead = last != null && page.isMuch
                    ? CompletableFuture.supplyAsync(() -> readAndOpen(last), READERS)
                    : null;
        }

        /** That nothing was there, or that it could not be read, was so a while ago: it is looked at again. What cannot be opened fails in its handler. */
        private Page next() {
            if (ahead != null) {
                try {
                    Page read = ahead.join();
                    if (read.last != null) {
                        return read;
                    }
                } catch (CompletionException thenPerhapsNow) {
                    return read(after);
                }
            }
            return read(after);
        }
    }
}
