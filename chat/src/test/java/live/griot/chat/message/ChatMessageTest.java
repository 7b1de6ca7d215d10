package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.NOT_MODERATOR;
import static live.griot.api.refusal.RefusalCode.TOO_MANY;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.stream.IntStream;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.MessageSent;
import live.griot.api.chat.ReactToMessage;
import live.griot.api.chat.ReactionTakenBack;
import live.griot.api.chat.SendMessage;
import live.griot.api.chat.TakeBackReaction;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.FeatureMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final SendMessage SEND = new SendMessage(
            new MessageId("01MESSAGE"),
            new SessionId("01LIVE"),
            AWA,
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

    @Test
    void its_author_deletes_it_once_and_for_good() {
        MessageDeleted deleted = new MessageDeleted(SENT.messageId(), SENT.sessionId(), AWA, AWA, NOW);

        fixture.given(SENT).when(delete(AWA, false)).expectEvents(deleted);
        fixture.given(SENT, deleted).when(delete(AWA, false)).expectNoEvents();
    }

    @Test
    void others_delete_it_only_when_they_keep_order() {
        fixture.given(SENT)
                .when(delete(MOUSSA, true))
                .expectEvents(new MessageDeleted(SENT.messageId(), SENT.sessionId(), AWA, MOUSSA, NOW));
        refused(NOT_MODERATOR, fixture.given(SENT).when(delete(MOUSSA, false)));
    }

    @Test
    void each_person_reacts_once_with_each_emoji() {
        fixture.given(SENT).when(react(MOUSSA, "👏")).expectEvents(reacted(MOUSSA, "👏", 1));
        fixture.given(SENT, reacted(MOUSSA, "👏", 1)).when(react(MOUSSA, "👏")).expectNoEvents();
        fixture.given(SENT, reacted(MOUSSA, "👏", 1)).when(react(AWA, "👏")).expectEvents(reacted(AWA, "👏", 2));
        fixture.given(SENT, reacted(MOUSSA, "👏", 1)).when(react(MOUSSA, "❤️")).expectEvents(reacted(MOUSSA, "❤️", 1));
    }

    @Test
    void a_reaction_is_taken_back_by_who_gave_it() {
        fixture.given(SENT, reacted(MOUSSA, "👏", 1), reacted(AWA, "👏", 2))
                .when(new TakeBackReaction(SENT.messageId(), MOUSSA, "👏", NOW))
                .expectEvents(new ReactionTakenBack(SENT.messageId(), SENT.sessionId(), MOUSSA, "👏", 1, NOW));
        fixture.given(SENT, reacted(AWA, "👏", 1))
                .when(new TakeBackReaction(SENT.messageId(), MOUSSA, "👏", NOW))
                .expectNoEvents();
    }

    @Test
    void there_are_only_so_many_different_reactions_until_one_is_gone() {
        Object[] full = IntStream.range(0, MessageLimits.EMOJIS)
                .mapToObj(number -> reacted(MOUSSA, "emoji " + number, 1))
                .toArray();

        refused(TOO_MANY, fixture.given(SENT).andGiven(full).when(react(AWA, "👏")));
        fixture.given(SENT).andGiven(full).when(react(AWA, "emoji 3")).expectEvents(reacted(AWA, "emoji 3", 2));
        fixture.given(SENT)
                .andGiven(full)
                .andGiven(new ReactionTakenBack(SENT.messageId(), SENT.sessionId(), MOUSSA, "emoji 3", 0, NOW))
                .when(react(AWA, "👏"))
                .expectEvents(reacted(AWA, "👏", 1));
    }

    @Test
    void there_are_only_so_many_reactions() {
        Object[] full = IntStream.range(0, MessageLimits.REACTIONS)
                .mapToObj(number -> reacted(new UserId("01P" + number), "👏", number + 1))
                .toArray();

        refused(TOO_MANY, fixture.given(SENT).andGiven(full).when(react(MOUSSA, "👏")));
    }

    @Test
    void nobody_reacts_to_what_was_deleted() {
        MessageDeleted deleted = new MessageDeleted(SENT.messageId(), SENT.sessionId(), AWA, AWA, NOW);

        refused(MESSAGE_NOT_FOUND, fixture.given(SENT, deleted).when(react(MOUSSA, "👏")));
        refused(
                MESSAGE_NOT_FOUND,
                fixture.given(SENT, deleted).when(new TakeBackReaction(SENT.messageId(), MOUSSA, "👏", NOW)));
    }

    private static DeleteMessage delete(UserId by, boolean keepsOrder) {
        return new DeleteMessage(SENT.messageId(), by, keepsOrder, NOW);
    }

    private static ReactToMessage react(UserId user, String emoji) {
        return new ReactToMessage(SENT.messageId(), user, emoji, NOW);
    }

    private static MessageReacted reacted(UserId user, String emoji, int count) {
        return new MessageReacted(SENT.messageId(), SENT.sessionId(), user, emoji, count, NOW);
    }

    private static void refused(RefusalCode code, ResultValidator<ChatMessage> result) {
        result.expectException(new FeatureMatcher<Refused, RefusalCode>(equalTo(code), "refused with", "code") {
                    @Override
                    protected RefusalCode featureValueOf(Refused refused) {
                        return refused.code();
                    }
                })
                .expectNoEvents();
    }
}
