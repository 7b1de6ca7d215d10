package live.griot.chat.message;

import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.KOFI;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.griot.api.Page;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.chat.ReactToMessage;
import live.griot.api.chat.ReactionsCounted;
import live.griot.api.chat.TakeBackReaction;
import live.griot.api.id.ApplauseId;
import live.griot.api.id.MessageId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.moderation.ExpireChat;
import live.griot.api.moderation.PinMessage;
import live.griot.api.moderation.UnpinMessage;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Visibility;
import live.griot.chat.applause.Reactions;
import live.griot.chat.room.Pin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A recorded session's chat lives as long as its recording. */
class RecordedChatTest {
    private static final RecordingId FIRST = new RecordingId("01R1");
    private static final RecordingId SECOND = new RecordingId("01R2");
    private static final List<String> TABLES =
            List.of("chat_recording", "chat_recorded", "chat_timeline", "chat_timeline_reaction", "chat_timeline_said");

    private final ChatWorld world = new ChatWorld(3);
    private final Instant begin = world.clock.instant().truncatedTo(ChronoUnit.MICROS);

    @Test
    void what_is_said_while_a_session_is_recorded_is_kept_beyond_the_newest_and_the_chats_end() {
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 9).forEach(number -> say("message " + number));
        finishes(FIRST, true);
        world.send(new ExpireChat(LIVE, world.clock.instant()));

        assertThat(words()).hasSize(9).startsWith("message 1").endsWith("message 9");
        assertThat(world.controller.newestFirst(LIVE, 50, null, null).items()).isEmpty();
    }

    @Test
    void what_the_lives_page_reads_is_as_much_as_without_a_recording() {
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 9).forEach(number -> say("message " + number));

        assertThat(world.controller.newestFirst(LIVE, 50, null, null).items())
                .extracting(MessageView::content)
                .containsExactly("message 9", "message 8", "message 7");
    }

    @Test
    void nothing_is_kept_of_a_session_that_is_not_recorded_nor_of_what_is_said_before_and_after() {
        say("before");
        starts(FIRST, OTHER);
        say("another is recorded");
        starts(SECOND, LIVE);
        say("within");
        finishes(SECOND, false);
        say("it may go on");
        finishes(SECOND, true);
        say("after");

        assertThat(words()).containsExactly("within", "it may go on");
        assertThat(words(OTHER)).isEmpty();
    }

    @Test
    void when_the_last_recording_is_deleted_its_chat_goes() {
        starts(FIRST, LIVE);
        world.send(new ReactToMessage(say("first"), AWA, "👏", world.clock.instant()));
        finishes(FIRST, true);
        starts(SECOND, LIVE);
        say("second");
        finishes(SECOND, true);

        world.happens(new RecordingDeleted(FIRST, AWA, world.clock.instant()));
        assertThat(words()).containsExactly("first", "second");

        world.happens(new RecordingDeleted(SECOND, AWA, world.clock.instant()));
        assertThat(words()).isEmpty();
        assertThat(TABLES).allSatisfy(table -> assertThat(rows(table)).isEmpty());
        assertThat(world.controller.newestFirst(LIVE, 50, null, null).items()).hasSize(2);
    }

    @Test
    void a_thousand_entries_and_more_go_with_their_recording() {
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 2_100)
                .forEach(number ->
                        world.happens(new ReactionsCounted(new ApplauseId("01A"), LIVE, Map.of("👏", number), begin)));
        finishes(FIRST, true);
        assertThat(rows("chat_timeline")).hasSize(2_100);

        world.happens(new RecordingDeleted(FIRST, AWA, world.clock.instant()));

        assertThat(rows("chat_timeline")).isEmpty();
    }

    @Test
    void all_is_told_in_order_as_the_live_socket_did() {
        starts(FIRST, LIVE);
        MessageId message = say("Nanga def?");
        pass();
        world.send(new PinMessage(LIVE, message, AWA, world.clock.instant()));
        pass();
        world.happens(
                new ReactionsCounted(new ApplauseId("01A"), LIVE, Map.of("👏", 3, "❤️", 1), world.clock.instant()));
        pass();
        world.send(new UnpinMessage(LIVE, message, AWA, world.clock.instant()));
        world.send(new ReactToMessage(message, AWA, "❤️", world.clock.instant()));
        world.send(new ReactToMessage(message, AWA, "👏", world.clock.instant()));
        world.send(new ReactToMessage(message, KOFI, "👏", world.clock.instant()));
        world.send(new ReactToMessage(message, KOFI, "🎉", world.clock.instant()));
        world.send(new TakeBackReaction(message, KOFI, "🎉", world.clock.instant()));

        List<ChatTimeline.Entry> told = all(LIVE);

        assertThat(told)
                .extracting(ChatTimeline.Entry::type)
                .containsExactly("messageSent", "messagePinned", "reactionsCounted", "messageUnpinned");
        assertThat(told)
                .extracting(entry -> Duration.between(begin, entry.at()).toSeconds())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(((MessageView) told.getFirst().data()).reactions())
                .containsExactly(Map.entry("👏", 2), Map.entry("❤️", 1));
        assertThat(told.get(1).data()).isEqualTo(new Pin(message));
        assertThat(told.get(2).data()).isEqualTo(new Reactions(Map.of("👏", 3, "❤️", 1)));
    }

    @Test
    void it_is_told_in_pages_each_entry_once_also_where_many_came_at_once() {
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 25).forEach(number -> {
            if (number % 10 == 0) {
                pass();
            }
            world.happens(
                    new ReactionsCounted(new ApplauseId("01A"), LIVE, Map.of("👏", number), world.clock.instant()));
        });

        List<Integer> told = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<ChatTimeline.Entry> page =
                    world.replayed.between(LIVE, begin, begin.plus(Duration.ofHours(1)), cursor, 4);
            assertThat(page.items()).hasSizeBetween(1, 4);
            page.items()
                    .forEach(entry ->
                            told.addAll(((Reactions) entry.data()).reactions().values()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(told).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void only_what_is_between_the_times_is_told_whatever_the_cursor_says() {
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 5).forEach(number -> say("message " + number));

        assertThat(world.replayed
                        .between(LIVE, begin.plusSeconds(2), begin.plusSeconds(4), null, 10)
                        .items())
                .extracting(entry -> ((MessageView) entry.data()).content())
                .containsExactly("message 2", "message 3");
        assertThat(world.replayed
                        .between(LIVE, begin.plusSeconds(2), begin.plusSeconds(3), "1.0", 10)
                        .items())
                .extracting(entry -> ((MessageView) entry.data()).content())
                .containsExactly("message 2");
        assertThatThrownBy(() -> world.replayed.between(LIVE, begin, begin.plusSeconds(9), "1; DROP TABLE", 10))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_deleted_message_and_one_of_an_erased_person_show_as_removed() {
        starts(FIRST, LIVE);
        MessageId gone = say("delete me");
        world.posting.post(LIVE, KOFI, "I leave", null);
        world.send(new ReactToMessage(gone, AWA, "👏", world.clock.instant()));
        world.send(new ExpireChat(LIVE, world.clock.instant()));

        world.controller.delete(LIVE, gone, MOUSSA::value);
        world.erased.add(KOFI);

        List<MessageView> seen =
                all(LIVE).stream().map(entry -> (MessageView) entry.data()).toList();
        assertThat(seen).hasSize(2).allSatisfy(message -> {
            assertThat(message.deleted()).isTrue();
            assertThat(message.content()).isEmpty();
            assertThat(message.reactions()).isEmpty();
        });
        assertThat(seen.getLast().author().displayName()).isEqualTo("Removed");
        assertThat(rows("chat_timeline").toString()).doesNotContain(world.seal().seal(MOUSSA, "delete me"));
    }

    @Test
    void nobody_else_deletes_what_only_a_recording_shows() {
        starts(FIRST, LIVE);
        MessageId message = say("mine");
        world.send(new ExpireChat(LIVE, world.clock.instant()));

        assertThatThrownBy(() -> world.controller.delete(LIVE, message, KOFI::value))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> world.controller.delete(OTHER, message, MOUSSA::value))
                .isInstanceOf(Refused.class);
        assertThat(words()).containsExactly("mine");
    }

    @Test
    void pins_are_told_with_what_was_pinned_unless_it_is_removed() {
        starts(FIRST, LIVE);
        MessageId kept = say("keep me");
        MessageId gone = say("delete me");
        pass();
        world.send(new PinMessage(LIVE, gone, AWA, world.clock.instant()));
        world.send(new PinMessage(LIVE, kept, AWA, world.clock.instant()));
        world.send(new DeleteMessage(gone, MOUSSA, false, world.clock.instant()));

        assertThat(world.replayed.pinned(LIVE, begin, begin.plusSeconds(60), 10))
                .extracting(pinned -> ((MessageView) pinned.message()).content())
                .containsExactly("keep me");
        assertThat(world.replayed.pinned(LIVE, begin, begin.plusSeconds(2), 10)).isEmpty();
    }

    @Test
    void it_is_told_how_much_was_said_when() {
        Instant stretch = Instant.ofEpochSecond(Math.floorDiv(begin.getEpochSecond(), 10L) * 10 + 10);
        world.clock.pass(Duration.between(world.clock.instant(), stretch.minusSeconds(1)));
        starts(FIRST, LIVE);
        IntStream.rangeClosed(1, 12).forEach(number -> say("message " + number));

        assertThat(world.replayed.said(LIVE, stretch, stretch.plusSeconds(60)))
                .containsExactly(new ChatTimeline.Said(stretch, 10), new ChatTimeline.Said(stretch.plusSeconds(10), 2));
        assertThat(world.replayed.said(LIVE, stretch.plusSeconds(1), stretch.plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void a_replay_keeps_and_forgets_the_same() {
        starts(FIRST, LIVE);
        starts(SECOND, OTHER);
        MessageId pinned = say("one");
        world.posting.post(OTHER, MOUSSA, "elsewhere", null);
        world.send(new PinMessage(LIVE, pinned, AWA, world.clock.instant()));
        IntStream.rangeClosed(2, 6).forEach(number -> say("message " + number));
        world.send(new ReactToMessage(pinned, AWA, "👏", world.clock.instant()));
        world.send(new DeleteMessage(say("gone"), MOUSSA, false, world.clock.instant()));
        world.happens(new ReactionsCounted(new ApplauseId("01A"), LIVE, Map.of("👏", 3), world.clock.instant()));
        finishes(FIRST, true);
        say("after");
        world.happens(new RecordingDeleted(SECOND, AWA, world.clock.instant()));
        String before = tables();
        assertThat(TABLES).allSatisfy(table -> assertThat(rows(table)).isNotEmpty());

        world.replay();

        assertThat(tables()).isEqualTo(before);
    }

    private String tables() {
        return TABLES.stream().map(table -> table + rows(table)).toList().toString();
    }

    private List<Map<String, @Nullable Object>> rows(String table) {
        return world.db.sql("SELECT * FROM " + table).query().listOfRows();
    }

    private void starts(RecordingId recording, SessionId session) {
        world.happens(new RecordingStarted(session, recording, AWA, false, Visibility.PUBLIC, world.clock.instant()));
    }

    private void finishes(RecordingId recording, boolean forGood) {
        world.happens(new RecordingFinished(
                recording, RecordingEnd.HOST_STOPPED, forGood, Duration.ofMinutes(1), 1, world.clock.instant()));
    }

    private MessageId say(String words) {
        pass();
        return world.posting.post(LIVE, MOUSSA, words, null);
    }

    private void pass() {
        world.clock.pass(Duration.ofSeconds(1));
    }

    private List<String> words() {
        return words(LIVE);
    }

    private List<String> words(SessionId session) {
        return all(session).stream()
                .map(entry -> ((MessageView) entry.data()).content())
                .toList();
    }

    private List<ChatTimeline.Entry> all(SessionId session) {
        return world.replayed
                .between(session, begin.minusSeconds(60), begin.plus(Duration.ofHours(1)), null, 100)
                .items();
    }
}
