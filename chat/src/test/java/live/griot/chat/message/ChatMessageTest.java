package live.griot.chat.message;

import java.time.Instant;
import live.griot.api.chat.MessageSent;
import live.griot.api.chat.SendMessage;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
    private static final SendMessage SEND = new SendMessage(
            new MessageId("01MESSAGE"),
            new SessionId("01LIVE"),
            new UserId("01AWA"),
            Role.HOST,
            "sealed",
            new MessageId("01BEFORE"),
            NOW);
    private static final MessageSent SENT = new MessageSent(
            SEND.messageId(), SEND.sessionId(), SEND.author(), SEND.role(), "sealed", SEND.replyTo(), NOW);

    private AggregateTestFixture<ChatMessage> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(ChatMessage.class);
    }

    @Test
    void a_message_is_sent_as_it_was_sealed() {
        fixture.givenNoPriorActivity().when(SEND).expectEvents(SENT);
    }

    @Test
    void a_message_is_sent_once() {
        fixture.given(SENT)
                .when(SEND)
                .expectException(EventStoreException.class)
                .expectNoEvents();
    }
}
