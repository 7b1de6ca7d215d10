package live.griot.query.socket;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.griot.api.guest.Visit;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.live.ChatPosting;
import live.griot.api.live.ReadProgress;
import live.griot.api.live.Topic;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refusals;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * One client of the live socket: who it is, what it subscribes to, and what it asks for. Frames are handled by one thread at a time;
 * it may leave on another meanwhile, and then keeps nothing.
 */
final class LiveClient implements Listener {
    private static final int UPDATES_A_FRAME = 200;

    private final Services services;
    private final Outbox outbox;
    private final Credential credential;
    private final Visit visit;
    private final Map<Topic, Subscriber> subscriptions = new HashMap<>();

    private boolean greeted;
    private boolean gone;
    private @Nullable UserId counted;

    /** What clients share. */
    record Services(
            TopicHub hub,
            RecentEvents recent,
            ReadProgress readModels,
            OrderWatch keepers,
            FrameWriter frames,
            Listening listening,
            Credential.Office credentials,
            ChatPosting chat,
            OpenSockets sockets,
            Occurrences occurrences,
            Refusals refusals,
            FrameObserver observer,
            LiveSocketProperties limits) {}

    LiveClient(Services services, Outbox outbox, Visit visit) {
        this.services = services;
        this.outbox = outbox;
        this.visit = visit;
        this.credential = new Credential(services.credentials());
    }

    /** Does what a frame asks for; throws {@code Refused} when a rule says no, and then nothing changed. */
    void handle(ClientFrame frame) {
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

    /** Ends all subscriptions; there are none afterwards. */
    synchronized void leave() {
        if (!gone) {
            gone = true;
            subscriptions.forEach(services.hub()::unsubscribe);
            subscriptions.clear();
            if (counted != null) {
                services.sockets().leave(counted);
            }
        }
    }

    private void hello(ClientFrame frame) {
        String token = frame.optionalText("token");
        if (greeted) {
            goOnWith(token);
            return;
        }
        credential.show(token, frame.optionalText("ticket"));
        if (!countIn()) {
            outbox.close(CloseStatus.SERVICE_OVERLOAD.withReason("Enough sockets"), Occurrence.REFUSED_PERSON);
            return;
        }
        greeted = true;
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("userId", person());
        outbox.offer(services.frames().object("welcome", fields));
    }

    /** Who shows a fresh token of the same person's stays for as long as that is good. */
    private void goOnWith(@Nullable String token) {
        Instant until = credential.goOnWith(token).expiresAt();
        outbox.offer(services.frames().object("renewed", Map.of("until", until)));
    }

    Credential credential() {
        return credential;
    }

    private synchronized boolean countIn() {
        UserId person = person();
        if (person == null || gone) {
            return true;
        }
        if (!services.sockets().enter(person)) {
            return false;
        }
        counted = person;
        return true;
    }

    private void subscribe(Topic topic, @Nullable Long after) {
        mayListen(topic);
        Subscriber subscriber = enter(topic);
        if (subscriber == null) {
            return;
        }
        stillMayListen(topic);
        if (after != null) {
            tellPast(topic, after, subscriber.seen());
        } else {
            // What came before is read by HTTP, which then must know it.
            services.readModels().awaitCaughtUp();
        }
        outbox.offer(
                services.frames().object("subscribed", Map.of("topic", topic.name(), "position", subscriber.seen())));
        subscriber.caughtUp();
    }

    /** Returns the place in the hub, or null for who has left. */
    private synchronized @Nullable Subscriber enter(Topic topic) {
        if (gone) {
            return null;
        }
        unsubscribe(topic);
        int limit = services.limits().maxSubscriptions();
        if (subscriptions.size() >= limit) {
            throw new Refused(RATE_LIMITED, "A socket has at most %d subscriptions".formatted(limit));
        }
        Subscriber subscriber = services.hub().subscribe(topic, outbox, true, this);
        subscriptions.put(topic, subscriber);
        return subscriber;
    }

    private void mayListen(Topic topic) {
        RefusalCode why = whyNot(topic);
        if (why != null) {
            throw new Refused(why, why == BANNED ? "You are banned from this session" : "There is no such topic");
        }
    }

    /** What changed before the hub knew of the subscription is seen here, what changes after it is seen by the hub. */
    private void stillMayListen(Topic topic) {
        try {
            mayListen(topic);
        } catch (Refused no) {
            unsubscribe(topic);
            throw no;
        }
    }

    private void tellPast(Topic topic, long after, long upTo) {
        Optional<List<PositionedUpdate>> missed = services.recent().between(topic, person(), after, upTo);
        if (missed.isEmpty()) {
            services.readModels().awaitCaughtUp();
            outbox.offer(services.frames().reset(topic));
        } else {
            PositionedUpdate.inFrames(missed.get(), UPDATES_A_FRAME)
                    .forEach(some -> outbox.offer(services.frames().updates(some)));
            tellKeepersAgain(topic, after, upTo);
        }
    }

    /** What those alone hear who keep order is told again to all of them where somebody may have missed it. */
    private void tellKeepersAgain(Topic topic, long after, long upTo) {
        topic.session()
                .filter(session -> topic.isChat())
                .flatMap(session -> services.recent().between(Topic.ofOrder(session), null, after, upTo))
                .ifPresent(missed -> services.keepers()
                        .passed(
                                upTo,
                                missed.stream().map(PositionedUpdate::update).toList()));
    }

    private synchronized void unsubscribe(Topic topic) {
        Subscriber subscriber = subscriptions.remove(topic);
        if (subscriber != null) {
            services.hub().unsubscribe(topic, subscriber);
        }
    }

    private void send(ClientFrame frame) {
        Topic topic = new Topic(frame.text("topic"));
        SessionId session = topic.session().orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such topic"));
        if (!topic.isChat()) {
            throw new Refused(MALFORMED_REQUEST, "Messages go to a chat topic");
        }
        if (!credential.isGoodIn(session)) {
            throw new Refused(SESSION_NOT_FOUND, "There is no such topic");
        }
        UserId author = credential.user();
        if (author == null) {
            throw new Refused(UNAUTHENTICATED, "Sign in to write; a ticket is for listening and for media");
        }
        String id = frame.text("id");
        String replyTo = frame.optionalText("replyTo");
        MessageId message = services.chat()
                .post(session, author, frame.text("content"), replyTo == null ? null : messageId(replyTo));
        outbox.offer(services.frames().object("ack", Map.of("id", id, "messageId", message)));
    }

    /** {@code me} is each client's own; every other name is the same for all. */
    private Topic topic(ClientFrame frame) {
        String name = frame.text("topic");
        if (!name.equals(Topic.ME)) {
            return new Topic(name);
        }
        UserId owner = credential.user();
        if (owner == null) {
            throw new Refused(UNAUTHENTICATED, "Sign in to hear what is yours alone");
        }
        return Topic.ofPerson(owner);
    }

    @Override
    public @Nullable UserId person() {
        return credential.person();
    }

    @Override
    public boolean isIn(SessionId session, UserId someone) {
        return someone.equals(whoIn(session));
    }

    /** Returns who it is in a session: who has shown nothing is whom the browser's cookie names, if it has one. */
    private @Nullable UserId whoIn(SessionId session) {
        UserId named = person();
        return named == null && credential.ticket() == null ? visit.guestOf(session) : named;
    }

    private @Nullable RefusalCode whyNot(Topic topic) {
        if (topic.owner() != null) {
            return null;
        }
        Optional<SessionId> session = topic.session();
        return session.isEmpty()
                ? SESSION_NOT_FOUND
                : services.listening().refused(session.get(), List.of(this)).get(this);
    }

    /** Who shows a ticket shows nothing but what is on it: its session is all that they may hear of. */
    @Override
    public Optional<Hearer> in(SessionId session) {
        Ticket shown = credential.ticket();
        if (shown == null) {
            return credential.isGoodIn(session) ? Optional.of(new Hearer(whoIn(session), null)) : Optional.empty();
        }
        return session.equals(shown.session()) ? Optional.of(new Hearer(shown.user(), shown.link())) : Optional.empty();
    }

    private static MessageId messageId(String value) {
        try {
            return new MessageId(value);
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(MALFORMED_REQUEST, "replyTo is not a message's id");
        }
    }
}
