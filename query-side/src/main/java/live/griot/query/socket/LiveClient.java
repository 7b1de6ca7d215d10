package live.griot.query.socket;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.AccessTokens;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.live.ChatPosting;
import live.griot.api.live.Topic;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * One client of the live socket: who it is, what it subscribes to, and what it asks for. Called by one thread at a time, the
 * socket's.
 */
final class LiveClient {
    private final Services services;
    private final Outbox outbox;
    private final Map<Topic, Subscriber> subscriptions = new HashMap<>();
    private boolean greeted;
    private @Nullable UserId user;
    private @Nullable SessionId ticketSession;

    /** What clients share. */
    record Services(
            TopicHub hub,
            PastUpdates past,
            FrameWriter frames,
            Sessions sessions,
            AccessTokens accessTokens,
            Tickets tickets,
            ChatPosting chat,
            LiveSocketProperties limits) {}

    LiveClient(Services services, Outbox outbox) {
        this.services = services;
        this.outbox = outbox;
    }

    /** Does what a frame asks for; throws {@code Refused} when a rule says no, and then nothing changed. */
    void handle(ClientFrame frame) throws InterruptedException {
        String type = frame.type();
        if (!greeted && !type.equals("hello")) {
            throw new Refused(MALFORMED_REQUEST, "The first frame is a hello");
        }
        switch (type) {
            case "hello" -> hello(frame);
            case "subscribe" -> subscribe(topic(frame), frame.optionalNumber("after"));
            case "unsubscribe" -> unsubscribe(topic(frame));
            case "send" -> send(frame);
            default -> throw new Refused(MALFORMED_REQUEST, "There is no such type of frame");
        }
    }

    /** Ends all subscriptions. */
    void leave() {
        subscriptions.forEach(services.hub()::unsubscribe);
        subscriptions.clear();
    }

    private void hello(ClientFrame frame) {
        if (greeted) {
            throw new Refused(MALFORMED_REQUEST, "One hello is enough");
        }
        String token = frame.optionalText("token");
        String ticket = frame.optionalText("ticket");
        if (token != null) {
            user = services.accessTokens().verify(token);
        } else if (ticket != null) {
            Ticket verified = services.tickets().verify(ticket);
            user = verified.user();
            ticketSession = verified.session();
        }
        greeted = true;
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("userId", user);
        outbox.offer(services.frames().object("welcome", fields));
    }

    private void subscribe(Topic topic, @Nullable Long after) throws InterruptedException {
        if (topic.owner() == null) {
            sessionOf(topic);
        }
        unsubscribe(topic);
        if (subscriptions.size() >= services.limits().maxSubscriptions()) {
            throw new Refused(
                    RATE_LIMITED,
                    "A socket has at most %d subscriptions"
                            .formatted(services.limits().maxSubscriptions()));
        }
        Subscriber subscriber = services.hub().subscribe(topic, outbox, true, () -> mayRead(topic));
        subscriptions.put(topic, subscriber);
        if (after != null) {
            tellPast(topic, after, subscriber.seen());
        }
        outbox.offer(
                services.frames().object("subscribed", Map.of("topic", topic.name(), "position", subscriber.seen())));
        subscriber.caughtUp();
    }

    private void tellPast(Topic topic, long after, long upTo) throws InterruptedException {
        Optional<List<PositionedUpdate>> missed = services.past().between(topic, after, upTo);
        if (missed.isEmpty()) {
            outbox.offer(services.frames().object("reset", Map.of("topic", topic.name())));
        } else if (!missed.get().isEmpty()) {
            outbox.offer(services.frames().updates(missed.get()));
        }
    }

    private void unsubscribe(Topic topic) {
        Subscriber subscriber = subscriptions.remove(topic);
        if (subscriber != null) {
            services.hub().unsubscribe(topic, subscriber);
        }
    }

    private void send(ClientFrame frame) {
        Topic topic = new Topic(frame.text("topic"));
        SessionId session = sessionOf(topic);
        if (!topic.isChat()) {
            throw new Refused(MALFORMED_REQUEST, "Messages go to a chat topic");
        }
        if (user == null) {
            throw new Refused(UNAUTHENTICATED, "Sign in to write");
        }
        String id = frame.text("id");
        String replyTo = frame.optionalText("replyTo");
        MessageId message =
                services.chat().post(session, user, frame.text("content"), replyTo == null ? null : messageId(replyTo));
        outbox.offer(services.frames().object("ack", Map.of("id", id, "messageId", message)));
    }

    /** {@code me} is each client's own; every other name is the same for all. */
    private Topic topic(ClientFrame frame) {
        String name = frame.text("topic");
        if (!name.equals(Topic.ME)) {
            return new Topic(name);
        }
        if (user == null) {
            throw new Refused(UNAUTHENTICATED, "Sign in to hear what is yours alone");
        }
        return Topic.ofPerson(user);
    }

    private SessionId sessionOf(Topic topic) {
        return topic.session()
                .filter(this::mayKnow)
                .orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such topic"));
    }

    private boolean mayRead(Topic topic) {
        return topic.owner() != null || topic.session().filter(this::mayKnow).isPresent();
    }

    /** A ticket without a name is all that shows that its bearer came by a link. */
    private boolean mayKnow(SessionId session) {
        return services.sessions()
                .standing(session, user)
                .filter(standing -> standing.mayKnow() || (user == null && session.equals(ticketSession)))
                .isPresent();
    }

    private static MessageId messageId(String value) {
        try {
            return new MessageId(value);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(MALFORMED_REQUEST, "replyTo is not a message's id");
        }
    }
}
