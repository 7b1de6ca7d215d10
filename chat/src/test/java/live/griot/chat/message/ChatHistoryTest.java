package live.griot.chat.message;

import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.MessageId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.session.SessionState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatHistoryTest {
    private final ChatWorld world = new ChatWorld();

    @Test
    void history_is_newest_first_and_paged_without_a_gap_or_a_double() {
        for (int message = 1; message <= 7; message++) {
            say("message " + message);
        }
        world.posting.post(OTHER, AWA, "elsewhere", null);

        List<String> read = new ArrayList<>();
        @Nullable MessageId cursor = null;
        int pages = 0;
        do {
            Page<MessageView> page = world.controller.newestFirst(LIVE, 3, cursor, null);
            page.items().forEach(item -> read.add(item.content()));
            cursor = page.next() == null ? null : new MessageId(page.next());
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(read)
                .containsExactly(
                        "message 7", "message 6", "message 5", "message 4", "message 3", "message 2", "message 1");
    }

    @Test
    void a_page_that_ends_the_list_exactly_has_no_next() {
        say("one");
        say("two");

        assertThat(world.controller.newestFirst(LIVE, 2, null, null).next()).isNull();
        assertThat(world.controller.newestFirst(OTHER, 2, null, null).items()).isEmpty();
    }

    @Test
    void a_limit_is_bounded_whatever_is_asked() {
        say("one");
        say("two");

        assertThat(world.controller.newestFirst(LIVE, -5, null, null).items()).hasSize(1);
        assertThat(world.controller
                        .newestFirst(LIVE, Integer.MAX_VALUE, null, null)
                        .items())
                .hasSize(2);
    }

    @Test
    void the_words_of_an_erased_author_show_as_deleted_and_the_others_stay() {
        say("mine");
        world.posting.post(LIVE, AWA, "hers", null);
        world.erased.add(MOUSSA);

        List<MessageView> items =
                world.controller.newestFirst(LIVE, 10, null, null).items();

        assertThat(items.get(0).content()).isEqualTo("hers");
        assertThat(items.get(0).deleted()).isFalse();
        assertThat(items.get(1).content()).isEmpty();
        assertThat(items.get(1).deleted()).isTrue();
        assertThat(items.get(1).author().displayName()).isEqualTo("Removed");
    }

    @Test
    void what_was_said_can_be_read_when_the_session_is_over() {
        say("goodbye");
        world.session(LIVE, SessionState.ENDED, live.griot.api.session.Visibility.PUBLIC);

        assertThat(world.controller.newestFirst(LIVE, 10, null, null).items()).hasSize(1);
    }

    @Test
    void a_replay_makes_the_same_table_again() {
        MessageId first = say("one");
        world.posting.post(LIVE, AWA, "two", first);
        List<StoredMessage> before = world.history.newestFirst(LIVE, null, 10);

        world.projection.reset();
        assertThat(world.history.newestFirst(LIVE, null, 10)).isEmpty();
        world.replay();

        assertThat(world.history.newestFirst(LIVE, null, 10)).hasSize(2).isEqualTo(before);
    }

    @Test
    void the_longest_message_of_the_largest_characters_fits_the_table() {
        MessageId id = say("\uFFFC".repeat(500));
        MessageId larger = say(("a" + "\u0F71".repeat(6)).repeat(500));

        assertThat(world.history.contains(LIVE, id)).isTrue();
        assertThat(world.history.contains(LIVE, larger)).isTrue();
        assertThat(world.history.contains(OTHER, id)).isFalse();
    }

    @Test
    void subscribers_of_the_chat_are_told_what_readers_of_the_history_see() {
        say("hello");

        List<Update> updates = world.updates.updatesOf(world.sent().getFirst(), 1);

        assertThat(updates)
                .containsExactly(new Update(
                        Topic.ofChat(LIVE),
                        "messageSent",
                        world.sent().getFirst().at(),
                        world.controller
                                .newestFirst(LIVE, 1, null, null)
                                .items()
                                .getFirst()));
        assertThat(world.updates.updatesOf("another event", 2)).isEmpty();
    }

    private MessageId say(String words) {
        world.clock.pass(Duration.ofSeconds(1));
        return world.posting.post(LIVE, MOUSSA, words, null);
    }
}
