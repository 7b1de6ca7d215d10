package live.griot.app.socket;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.ChatPosting;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The running program with one live session whose chat is written to, as fast as anybody likes. */
final class Chat implements AutoCloseable {
    final StartedGriot griot;
    final ApiClient host;
    final String topic;
    private final SessionId session;
    private final UserId author;

    /** A message in the event store. */
    record Stored(long position, MessageSent event) {}

    Chat(Path data, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "griot.session.host-grace", "PT1H", "griot.chat.burst", "1000000", "griot.chat.interval", "PT0.001S"));
        all.putAll(properties);
        griot = StartedGriot.in(data, all);
        host = griot.client().register("awa");
        session = new SessionId(host.createSession("Evening tales"));
        author = new UserId(host.userId());
        host.post("/api/sessions/" + session + "/start");
        topic = "sessions/" + session + "/chat";
    }

    /** Writes a line and waits until it is stored. */
    void say(String line) {
        griot.part(ChatPosting.class).post(session, author, line, null);
    }

    /** Returns what is stored of the chat, in the order of the positions. */
    List<Stored> stored() {
        List<Stored> all = new ArrayList<>();
        griot.part(EventStorageEngine.class)
                .readEvents(GapAwareTrackingToken.newInstance(-1, List.of()), false)
                .filter(event -> event.getPayload() instanceof MessageSent sent
                        && sent.sessionId().equals(session))
                .map(event -> new Stored(position(event), (MessageSent) event.getPayload()))
                .forEach(all::add);
        return all;
    }

    /** Stores once more what was said, in a transaction that is open until it is told to commit. */
    Straggler straggler(MessageSent said) throws InterruptedException {
        return new Straggler(said);
    }

    long head() {
        return griot.part(EventStore.class).createHeadToken().position().orElseThrow();
    }

    @Override
    public void close() {
        griot.close();
    }

    /** Everything is there when this reads, and tokens advance: the position is the token's. */
    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    /** A transaction that has its position and takes its time to commit. */
    final class Straggler {
        private final CountDownLatch inserted = new CountDownLatch(1);
        private final CountDownLatch told = new CountDownLatch(1);
        private final Thread transaction;
        private volatile boolean rollsBack;

        private Straggler(MessageSent said) throws InterruptedException {
            MessageSent again = new MessageSent(
                    new MessageId(UlidCreator.getMonotonicUlid().toString()),
                    said.sessionId(),
                    said.author(),
                    said.role(),
                    said.sealedContent(),
                    said.replyTo(),
                    said.at());
            transaction = Thread.ofVirtual()
                    .start(() -> new TransactionTemplate(griot.part(PlatformTransactionManager.class))
                            .executeWithoutResult(status -> {
                                griot.part(EventStorageEngine.class)
                                        .appendEvents(new GenericDomainEventMessage<>(
                                                "ChatMessage", again.messageId().toString(), 0, again));
                                inserted.countDown();
                                awaitWord();
                                if (rollsBack) {
                                    status.setRollbackOnly();
                                }
                            }));
            if (!inserted.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("The event was not inserted");
            }
        }

        void commit() throws InterruptedException {
            told.countDown();
            transaction.join();
        }

        void rollBack() throws InterruptedException {
            rollsBack = true;
            commit();
        }

        private void awaitWord() {
            try {
                told.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
