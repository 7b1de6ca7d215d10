package live.griot.query.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;

/**
 * Who subscribes to what, and what is to be told next. Updates are gathered for a moment, encoded once, and the same bytes go to
 * every subscriber. Thread-safe; {@link #flush()} is called by one thread at a time.
 */
@Component
class TopicHub implements PassingUpdates {
    private final FrameWriter frames;
    private final Map<Topic, Set<Subscriber>> subscribers = new HashMap<>();
    private final Map<Topic, List<PositionedUpdate>> pending = new HashMap<>();
    private List<Runnable> onceTold = new ArrayList<>();
    private long position = -1;

    TopicHub(FrameWriter frames) {
        this.frames = frames;
    }

    /** Takes note that everything up to a position has been read, with the updates that its event meant. */
    synchronized void passed(long newPosition, List<Update> updates) {
        position = Math.max(position, newPosition);
        for (Update update : updates) {
            enqueue(new PositionedUpdate(newPosition, update, false));
        }
    }

    /**
     * Tells the subscribers of topics that what they have is not whole: something came late, out of the order that they resume by. What they
     * read of it by HTTP is whole, and updates go on.
     */
    void reset(Set<Topic> topics) {
        for (Topic topic : topics.stream().map(Topic::subscription).collect(Collectors.toSet())) {
            List<Subscriber> there = subscribersOf(topic);
            TextMessage reset = frames.reset(topic);
            there.forEach(subscriber -> subscriber.deliver(reset));
        }
    }

    /** Tells those who are there, at the present position. */
    @Override
    public synchronized void tell(Update passing) {
        enqueue(new PositionedUpdate(position, passing, true));
    }

    /** Runs something, which returns at once, when what was passed on so far has been delivered. */
    synchronized void onceTold(Runnable then) {
        onceTold.add(then);
    }

    /** Returns whether anybody listens to a topic. */
    synchronized boolean hasSubscribers(Topic topic) {
        return subscribers.containsKey(topic);
    }

    /** Returns how many subscriptions there are. */
    synchronized int subscriptions() {
        return subscribers.values().stream().mapToInt(Set::size).sum();
    }

    /** Subscribes; what is read from now on is delivered, what came before is for the caller to tell. */
    synchronized Subscriber subscribe(Topic topic, Outbox outbox, boolean catchingUp, Listener listener) {
        Subscriber subscriber = new Subscriber(outbox, position, catchingUp, listener);
        subscribers.computeIfAbsent(topic, fresh -> new LinkedHashSet<>()).add(subscriber);
        return subscriber;
    }

    /** Ends the subscriptions of those who may not listen any more, telling them why; it is asked once about all who listen to a session. */
    void lookAgain(AccessChange change, Listening rule) {
        SessionId session = change.session();
        for (SessionId one : session == null ? sessions() : Set.of(session)) {
            Map<Topic, List<Subscriber>> there = new HashMap<>();
            for (Topic topic : List.of(Topic.ofSession(one), Topic.ofChat(one))) {
                there.put(
                        topic,
                        subscribersOf(topic).stream()
                                .filter(subscriber -> isAbout(change, subscriber.listener()))
                                .toList());
            }
            Set<Listener> listeners = there.values().stream()
                    .flatMap(List::stream)
                    .map(Subscriber::listener)
                    .collect(Collectors.toSet());
            if (!listeners.isEmpty()) {
                Map<Listener, RefusalCode> refused = rule.refused(one, listeners);
                there.forEach((topic, subscribers) ->
                        subscribers.forEach(subscriber -> end(topic, subscriber, refused.get(subscriber.listener()))));
            }
        }
    }

    private static boolean isAbout(AccessChange change, Listener listener) {
        UserId person = change.person();
        SessionId session = change.session();
        return person == null || (session == null ? person.equals(listener.person()) : listener.isIn(session, person));
    }

    private synchronized Set<SessionId> sessions() {
        return subscribers.keySet().stream()
                .flatMap(topic -> topic.session().stream())
                .collect(Collectors.toSet());
    }

    private void end(Topic topic, Subscriber subscriber, @Nullable RefusalCode why) {
        if (why != null) {
            unsubscribe(topic, subscriber);
            subscriber.deliver(frames.object("unsubscribed", Map.of("topic", topic.name(), "code", why.name())));
        }
    }

    /** Ends a subscription; one that has ended already changes nothing. */
    synchronized void unsubscribe(Topic topic, Subscriber subscriber) {
        Set<Subscriber> there = subscribers.get(topic);
        if (there != null && there.remove(subscriber) && there.isEmpty()) {
            subscribers.remove(topic);
        }
    }

    /** Delivers what was gathered since the last call. */
    void flush() {
        Flush next = takeDeliveries();
        try {
            next.deliveries().forEach(this::deliver);
        } finally {
            next.then().forEach(Runnable::run);
        }
    }

    private void enqueue(PositionedUpdate update) {
        Topic topic = update.update().topic().subscription();
        if (subscribers.containsKey(topic)) {
            pending.computeIfAbsent(topic, fresh -> new ArrayList<>()).add(update);
        }
    }

    private synchronized List<Subscriber> subscribersOf(Topic topic) {
        return List.copyOf(subscribers.getOrDefault(topic, Set.of()));
    }

    private synchronized Flush takeDeliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        pending.forEach((topic, batch) -> deliveries.add(new Delivery(batch, subscribersOf(topic))));
        pending.clear();
        List<Runnable> then = onceTold;
        onceTold = new ArrayList<>();
        return new Flush(deliveries, then);
    }

    /** Most subscribers have been there before the whole batch and are told what all are: they get the same bytes. */
    private void deliver(Delivery delivery) {
        List<PositionedUpdate> batch = delivery.batch();
        List<PositionedUpdate> forAll =
                batch.stream().filter(PositionedUpdate::isForAll).toList();
        TextMessage shared = forAll.isEmpty() ? null : frames.updates(forAll);
        boolean sameForAll = forAll.size() == batch.size();
        long first = firstPosition(batch);
        for (Subscriber subscriber : delivery.to()) {
            if (shared != null && sameForAll && subscriber.seen() < first) {
                subscriber.deliver(shared);
                continue;
            }
            List<PositionedUpdate> theirs =
                    batch.stream().filter(subscriber::isToBeTold).toList();
            if (shared != null && theirs.equals(forAll)) {
                subscriber.deliver(shared);
            } else if (!theirs.isEmpty()) {
                subscriber.deliver(frames.updates(theirs));
            }
        }
    }

    private static long firstPosition(List<PositionedUpdate> batch) {
        return batch.stream()
                .filter(update -> !update.passing())
                .mapToLong(PositionedUpdate::position)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private record Flush(List<Delivery> deliveries, List<Runnable> then) {}

    private record Delivery(List<PositionedUpdate> batch, List<Subscriber> to) {}
}
