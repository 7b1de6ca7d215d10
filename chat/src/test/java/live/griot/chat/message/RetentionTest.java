package live.griot.chat.message;

import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.chat.ReactToMessage;
import live.griot.api.chat.TakeBackReaction;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.Update;
import live.griot.api.moderation.ExpireChat;
import live.griot.api.moderation.PinMessage;
import live.griot.api.moderation.UnpinMessage;
import org.junit.jupiter.api.Test;

/** What can still be read of what was said. */
class RetentionTest {
    private final ChatWorld world = new ChatWorld(3);

    @Test
    void only_the_newest_messages_of_each_session_are_kept_and_all_are_counted() {
        IntStream.rangeClosed(1, 5).forEach(number -> say("message " + number));
        world.posting.post(OTHER, MOUSSA, "elsewhere", null);

        assertThat(words(LIVE)).containsExactly("message 5", "message 4", "message 3");
        assertThat(words(OTHER)).containsExactly("elsewhere");
        assertThat(world.figures.of(LIVE).messages()).isEqualTo(5);
    }

    @Test
    void a_pinned_message_is_kept_while_it_is_pinned() {
        MessageId first = say("keep me");
        world.send(new PinMessage(LIVE, first, AWA, world.clock.instant()));
        IntStream.rangeClosed(2, 5).forEach(number -> say("message " + number));
        assertThat(words(LIVE)).containsExactly("message 5", "message 4", "keep me");

        world.send(new UnpinMessage(LIVE, first, AWA, world.clock.instant()));
        say("message 6");

        assertThat(words(LIVE)).containsExactly("message 6", "message 5", "message 4");
    }

    @Test
    void a_deleted_message_keeps_its_place_without_words_reactions_or_pin() {
        MessageId gone = say("delete me");
        say("and not me");
        react(gone, AWA, "👏");
        world.send(new PinMessage(LIVE, gone, AWA, world.clock.instant()));

        world.send(new DeleteMessage(gone, MOUSSA, false, world.clock.instant()));

        MessageView seen = page(LIVE).get(1);
        assertThat(seen.deleted()).isTrue();
        assertThat(seen.content()).isEmpty();
        assertThat(seen.reactions()).isEmpty();
        assertThat(seen.pinned()).isFalse();
        assertThat(world.db
                        .sql("SELECT * FROM chat_message")
                        .query()
                        .listOfRows()
                        .toString())
                .doesNotContain(world.seal().seal(MOUSSA, "delete me"));
    }

    @Test
    void who_comes_back_is_not_told_words_that_were_deleted_meanwhile() {
        MessageId gone = say("delete me");
        assertThat(told(0)).extracting(MessageView::content).containsExactly("delete me");

        world.send(new DeleteMessage(gone, MOUSSA, false, world.clock.instant()));
        world.updates.updatesOf(world.events.get(1), 1);

        assertThat(told(0)).extracting(MessageView::content).containsExactly("");
        assertThat(told(0)).extracting(MessageView::deleted).containsExactly(true);
    }

    @Test
    void reactions_are_counted_by_emoji_the_most_frequent_first() {
        MessageId message = say("Nanga def?");
        react(message, AWA, "❤️");
        react(message, AWA, "👏");
        react(message, MOUSSA, "👏");

        assertThat(page(LIVE).getFirst().reactions()).containsExactly(Map.entry("👏", 2), Map.entry("❤️", 1));
        world.send(new TakeBackReaction(message, AWA, "❤️", world.clock.instant()));

        assertThat(page(LIVE).getFirst().reactions()).containsExactly(Map.entry("👏", 2));
        assertThat(world.figures.of(LIVE).reactions()).isEqualTo(2);
    }

    @Test
    void when_the_chat_has_expired_nothing_can_be_read_and_how_much_was_said_is_known() {
        MessageId pinned = say("pinned");
        world.send(new PinMessage(LIVE, pinned, AWA, world.clock.instant()));
        react(pinned, AWA, "👏");
        say("not pinned");

        world.send(new ExpireChat(LIVE, world.clock.instant()));

        assertThat(page(LIVE)).isEmpty();
        assertThat(world.history.pinned(LIVE)).isEmpty();
        assertThat(world.history.contains(LIVE, pinned)).isFalse();
        for (String table : List.of("chat_message", "message_reaction", "chat_pin")) {
            assertThat(world.db
                            .sql("SELECT COUNT(*) FROM " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(world.figures.of(LIVE).messages()).isEqualTo(2);
    }

    @Test
    void a_replay_keeps_and_forgets_the_same() {
        MessageId first = say("one");
        world.send(new PinMessage(LIVE, first, AWA, world.clock.instant()));
        IntStream.rangeClosed(2, 6).forEach(number -> say("message " + number));
        react(first, AWA, "👏");
        world.send(new DeleteMessage(say("gone"), MOUSSA, false, world.clock.instant()));
        String before = everything();

        world.replay();

        assertThat(everything()).isEqualTo(before).contains("1f44f");
    }

    private String everything() {
        return List.of("chat_message", "message_reaction", "chat_pin", "chat_figures", "chat_author", "chat_emoji")
                .stream()
                .map(table ->
                        table + world.db.sql("SELECT * FROM " + table).query().listOfRows())
                .toList()
                .toString();
    }

    private List<MessageView> told(int position) {
        return world.updates.updatesOf(world.events.get(position), position).stream()
                .map(Update::data)
                .map(MessageView.class::cast)
                .toList();
    }

    private void react(MessageId message, UserId user, String emoji) {
        world.send(new ReactToMessage(message, user, emoji, world.clock.instant()));
    }

    private List<MessageView> page(SessionId session) {
        return world.controller.newestFirst(session, 50, null, null).items();
    }

    private List<String> words(SessionId session) {
        return page(session).stream().map(MessageView::content).toList();
    }

    private MessageId say(String words) {
        world.clock.pass(Duration.ofSeconds(1));
        return world.posting.post(LIVE, MOUSSA, words, null);
    }
}
