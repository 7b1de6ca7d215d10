package live.griot.query.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.refusal.RefusalCode;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;

/**
 * Who subscribes to what, and what is to be told next. Updates are gathered for a moment, encoded once, and the same bytes go to
 * every subscriber. Thread-safe; {@link #flush()} is called by one thread at a time.
 */
@Component
class TopicHub {
    private final FrameWriter frames;
    private final Map<Topic, Set<Subscriber>> subscribers = new HashMap<>();
    private final Map<Topic, List<PositionedUpdate>> pending = new HashMap<>();
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

    /** Tells those who are there, at the present position. */
    synchronized void tell(Update passing) {
        enqueue(new PositionedUpdate(position, passing, true));
    }

    /** Returns whether anybody listens to a topic. */
    synchronized boolean hasSubscribers(Topic topic) {
        return subscribers.containsKey(topic);
    }

    /** Subscribes; what is read from now on is delivered, what came before is for the caller to tell. */
    synchronized Subscriber subscribe(Topic topic, Outbox outbox, boolean catchingUp, Listener listener) {
        Subscriber subscriber = new Subscriber(outbox, position, catchingUp, listener);
        subscribers.computeIfAbsent(topic, fresh -> new LinkedHashSet<>()).add(subscriber);
        return subscriber;
    }

    /** Ends the subscriptions of those who may not listen any more, telling them why. */
    void lookAgain(AccessChange change) {
        for (Topic topic : List.of(Topic.ofSession(change.session()), Topic.ofChat(change.session()))) {
            List<Subscriber> there;
            synchronized (this) {
                there = List.copyOf(subscribers.getOrDefault(topic, Set.of()));
            }
            there.stream()
                    .filter(subscriber -> change.person() == null
                            || change.person().equals(subscriber.listener().person()))
                    .forEach(subscriber -> lookAgain(topic, subscriber));
        }
    }

    private void lookAgain(Topic topic, Subscriber subscriber) {
        RefusalCode why = subscriber.listener().whyNot(topic);
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
        for (Delivery delivery : takeDeliveries()) {
            deliver(delivery);
        }
    }

    private void enqueue(PositionedUpdate update) {
        Topic topic = update.update().topic();
        if (subscribers.containsKey(topic)) {
            pending.computeIfAbsent(topic, fresh -> new ArrayList<>()).add(update);
        }
    }

    private synchronized List<Delivery> takeDeliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        pending.forEach((topic, batch) ->
                deliveries.add(new Delivery(batch, List.copyOf(subscribers.getOrDefault(topic, Set.of())))));
        pending.clear();
        return deliveries;
    }

    private void deliver(Delivery delivery) {
        TextMessage shared = frames.updates(delivery.batch());
        for (Subscriber subscriber : delivery.to()) {
            List<PositionedUpdate> fresh = delivery.batch().stream()
                    .filter(update -> update.isNewTo(subscriber.seen()))
                    .toList();
            if (fresh.size() == delivery.batch().size()) {
                subscriber.deliver(shared);
            } else if (!fresh.isEmpty()) {
                subscriber.deliver(frames.updates(fresh));
            }
        }
    }

    private record Delivery(List<PositionedUpdate> batch, List<Subscriber> to) {}
}
