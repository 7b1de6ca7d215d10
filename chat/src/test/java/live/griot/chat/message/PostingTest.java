package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.BLOCKED_WORD;
import static live.griot.api.refusal.RefusalCode.CHAT_CLOSED;
import static live.griot.api.refusal.RefusalCode.MEMBERS_ONLY;
import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.SLOW_MODE;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.KOFI;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static live.griot.chat.message.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.ChangeChat;
import live.griot.api.moderation.SealedWords;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.session.SessionState;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostingTest {
    private final ChatWorld world = new ChatWorld();

    @Test
    void what_is_said_is_stored_under_its_author_and_role() {
        MessageId id = say(LIVE, AWA, "  Welcome!  ");

        MessageSent sent = world.sent().getFirst();
        assertThat(sent.messageId()).isEqualTo(id);
        assertThat(sent.author()).isEqualTo(AWA);
        assertThat(sent.role()).isEqualTo(Role.HOST);
        assertThat(world.reader.readFresh(StoredMessage.of(sent)).content()).isEqualTo("Welcome!");
    }

    @Test
    void time_is_kept_no_finer_than_the_databases_keep_it() {
        say(LIVE, AWA, "Welcome!");

        assertThat(world.sent().getFirst().at()).isEqualTo("2026-11-20T20:00:00.123456Z");
        assertThat(world.history.newestFirst(LIVE, null, 1))
                .containsExactly(StoredMessage.of(world.sent().getFirst()));
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

        assertThat(world.sent().getLast().replyTo()).isEqualTo(question);
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

    @Test
    void a_chat_that_is_off_is_so_for_everybody() {
        settings(null, null, false, null);
        assertRefused(CHAT_CLOSED, () -> say(LIVE, MOUSSA, "hello"));
        assertRefused(CHAT_CLOSED, () -> say(LIVE, AWA, "hello"));

        settings(null, null, true, null);
        assertThat(say(LIVE, MOUSSA, "hello")).isNotNull();
    }

    @Test
    void where_only_members_write_others_read() {
        settings(null, true, null, null);
        world.admitted.add(KOFI);

        assertRefused(MEMBERS_ONLY, () -> say(LIVE, MOUSSA, "hello"));
        assertThat(say(LIVE, KOFI, "I was invited")).isNotNull();
        assertThat(say(LIVE, AWA, "I am the host")).isNotNull();
    }

    @Test
    void in_slow_mode_everybody_waits_between_two_messages_but_who_keeps_order() {
        settings(Duration.ofSeconds(10), null, null, null);
        say(LIVE, MOUSSA, "one");

        world.clock.pass(Duration.ofSeconds(4));
        Refused refused = assertRefused(SLOW_MODE, () -> say(LIVE, MOUSSA, "two"));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(say(LIVE, KOFI, "my first")).isNotNull();
        assertThat(say(LIVE, AWA, "I keep order")).isNotNull();
        assertThat(say(LIVE, AWA, "and may")).isNotNull();

        world.clock.pass(Duration.ofSeconds(6));
        assertThat(say(LIVE, MOUSSA, "two")).isNotNull();
    }

    @Test
    void what_was_said_before_slow_mode_counts_and_what_is_refused_does_not() {
        say(LIVE, MOUSSA, "one");
        settings(Duration.ofSeconds(10), null, null, null);
        assertRefused(SLOW_MODE, () -> say(LIVE, MOUSSA, "two"));
        world.clock.pass(Duration.ofSeconds(9));
        assertRefused(SLOW_MODE, () -> say(LIVE, MOUSSA, "two"));
        world.clock.pass(Duration.ofSeconds(1));
        assertRefused(MESSAGE_NOT_FOUND, () -> world.posting.post(LIVE, MOUSSA, "two", new MessageId("01NOTHING")));

        assertThat(say(LIVE, MOUSSA, "two")).isNotNull();
    }

    @Test
    void of_two_messages_at_once_slow_mode_lets_one_through() {
        settings(Duration.ofSeconds(10), null, null, null);
        world.meanwhile = () -> assertRefused(SLOW_MODE, () -> say(LIVE, MOUSSA, "the second"));

        assertThat(say(LIVE, MOUSSA, "the first")).isNotNull();

        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void nobody_says_a_blocked_word() {
        settings(null, null, null, "spoiler\nthe end");

        assertRefused(BLOCKED_WORD, () -> say(LIVE, MOUSSA, "SPOILER: he dies"));
        assertRefused(BLOCKED_WORD, () -> say(LIVE, AWA, "This is the end"));
        assertThat(say(LIVE, MOUSSA, "What a weekend")).isNotNull();

        settings(null, null, null, "");
        assertThat(say(LIVE, MOUSSA, "SPOILER: he dies")).isNotNull();
    }

    @Test
    void nobody_answers_what_was_deleted() {
        MessageId question = say(LIVE, AWA, "Where are you from?");
        world.send(new DeleteMessage(question, AWA, true, world.clock.instant()));

        assertRefused(MESSAGE_NOT_FOUND, () -> world.posting.post(LIVE, MOUSSA, "Dakar", question));
    }

    private void settings(
            @Nullable Duration slowMode,
            @Nullable Boolean membersOnly,
            @Nullable Boolean enabled,
            @Nullable String words) {
        world.send(new ChangeChat(
                LIVE,
                AWA,
                slowMode,
                membersOnly,
                enabled,
                words == null ? null : new SealedWords(AWA, world.seal().seal(AWA, words)),
                world.clock.instant()));
    }

    private MessageId say(SessionId session, UserId author, String words) {
        return world.posting.post(session, author, words, null);
    }
}
