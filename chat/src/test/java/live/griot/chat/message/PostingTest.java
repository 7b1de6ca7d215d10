package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.CHAT_CLOSED;
import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionState;
import live.griot.api.session.Visibility;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostingTest {
    private final ChatWorld world = new ChatWorld();

    @Test
    void what_is_said_is_stored_under_its_author_and_role() {
        MessageId id = say(LIVE, AWA, "  Welcome!  ");

        MessageSent sent = world.events.getFirst();
        assertThat(sent.messageId()).isEqualTo(id);
        assertThat(sent.author()).isEqualTo(AWA);
        assertThat(sent.role()).isEqualTo(Role.HOST);
        assertThat(world.reader.read(StoredMessage.of(sent)).content()).isEqualTo("Welcome!");
    }

    @Test
    void time_is_kept_no_finer_than_the_databases_keep_it() {
        say(LIVE, AWA, "Welcome!");

        assertThat(world.events.getFirst().at()).isEqualTo("2026-11-20T20:00:00.123456Z");
        assertThat(world.history.newestFirst(LIVE, null, 1)).containsExactly(StoredMessage.of(world.events.getFirst()));
    }

    @Test
    void the_words_are_stored_nowhere_in_the_clear() {
        say(LIVE, MOUSSA, "my secret words");

        assertThat(world.events.toString()).contains(MOUSSA.value()).doesNotContain("secret");
        assertThat(world.db
                        .sql("SELECT * FROM chat_message")
                        .query()
                        .listOfRows()
                        .toString())
                .contains(MOUSSA.value())
                .doesNotContain("secret");
    }

    @Test
    void nobody_writes_to_a_session_that_is_not_there() {
        assertRefused(SESSION_NOT_FOUND, () -> say(new SessionId("01NOWHERE"), AWA, "hello"));
    }

    @Test
    void a_private_session_is_not_there_for_who_is_not_in_it() {
        world.session(LIVE, SessionState.LIVE, Visibility.PRIVATE);

        assertRefused(SESSION_NOT_FOUND, () -> say(LIVE, MOUSSA, "hello"));
        assertThat(say(LIVE, AWA, "hello")).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"PENDING", "ENDING", "ENDED", "CANCELLED"})
    void the_chat_is_closed_before_and_after(SessionState state) {
        world.session(LIVE, state, Visibility.PUBLIC);

        assertRefused(CHAT_CLOSED, () -> say(LIVE, AWA, "hello"));
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"STARTING", "LIVE"})
    void the_chat_is_open_while_the_session_is_on(SessionState state) {
        world.session(LIVE, state, Visibility.PUBLIC);

        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();
    }

    @Test
    void five_messages_at_once_then_one_a_second() {
        for (int message = 0; message < 5; message++) {
            say(LIVE, MOUSSA, "message " + message);
        }
        Refused refused = assertRefused(RATE_LIMITED, () -> say(LIVE, MOUSSA, "one more"));
        assertThat(refused.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));

        world.clock.pass(Duration.ofSeconds(1));

        say(LIVE, MOUSSA, "one more");
        assertRefused(RATE_LIMITED, () -> say(LIVE, MOUSSA, "and another"));
    }

    @Test
    void going_to_another_session_does_not_make_anybody_faster_and_nobody_is_slowed_by_another() {
        for (int message = 0; message < 5; message++) {
            say(LIVE, MOUSSA, "message " + message);
        }

        assertRefused(RATE_LIMITED, () -> say(OTHER, MOUSSA, "one more"));
        assertThat(say(LIVE, AWA, "mine")).isNotNull();
    }

    @Test
    void one_answers_what_was_said_in_the_same_session() {
        MessageId question = say(LIVE, AWA, "Where are you from?");

        world.posting.post(LIVE, MOUSSA, "Dakar", question);

        assertThat(world.events.getLast().replyTo()).isEqualTo(question);
        assertRefused(MESSAGE_NOT_FOUND, () -> world.posting.post(OTHER, MOUSSA, "Dakar", question));
        assertRefused(MESSAGE_NOT_FOUND, () -> world.posting.post(LIVE, MOUSSA, "Dakar", new MessageId("01NOTHING")));
    }

    @Test
    void what_is_no_message_is_refused_and_costs_no_pace() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertRefused(VALIDATION_FAILED, () -> say(LIVE, MOUSSA, " "));
        }

        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();
    }

    @Test
    void what_is_refused_is_not_stored() {
        assertRefused(VALIDATION_FAILED, () -> say(LIVE, MOUSSA, "a".repeat(501)));
        assertRefused(MESSAGE_NOT_FOUND, () -> world.posting.post(LIVE, MOUSSA, "Dakar", new MessageId("01NOTHING")));

        assertThat(world.events).isEmpty();
    }

    private MessageId say(SessionId session, UserId author, String words) {
        return world.posting.post(session, author, words, null);
    }

    private static Refused assertRefused(RefusalCode code, ThrowingCallable attempt) {
        Refused[] caught = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt)
                .satisfies(refused -> caught[0] = refused)
                .returns(code, Refused::code);
        return caught[0];
    }
}
