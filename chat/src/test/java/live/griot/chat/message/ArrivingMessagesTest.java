package live.griot.chat.message;

import static live.griot.chat.message.ChatWorld.AWA;
import static live.griot.chat.message.ChatWorld.KOFI;
import static live.griot.chat.message.ChatWorld.LIVE;
import static live.griot.chat.message.ChatWorld.MOUSSA;
import static live.griot.chat.message.ChatWorld.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.MessageId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.session.Role;
import live.griot.api.session.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written together is what one after another would have made. */
class ArrivingMessagesTest {
    private static final int EVENTS = 400;

    private final ChatWorld world = new ChatWorld(25);
    private Instant now = world.clock.instant();
    private final List<RecordingId> recordings = new ArrayList<>();
    private int next;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void one_batch_of_events_makes_the_same_tables_as_a_batch_for_each(long seed) {
        Random random = new Random(seed);
        world.happens(recording(LIVE));
        List<MessageSent> sent = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            world.happens(something(random, sent));
        }
        Map<String, String> oneByOne = tables();

        world.replay();

        assertThat(tables()).isEqualTo(oneByOne);
        assertThat(oneByOne.get("chat_message")).contains("sealed");
        assertThat(oneByOne.get("chat_timeline")).contains("sealed");
    }

    @Test
    void who_is_muted_between_two_messages_of_a_batch_has_said_the_first() {
        MessageSent before = message(LIVE, MOUSSA);
        MessageSent after = message(LIVE, MOUSSA);
        world.happens(before);
        world.happens(new PersonMuted(LIVE, MOUSSA, AWA, null, null, now));
        world.happens(after);

        world.replay();

        assertThat(world.history.contains(LIVE, before.messageId())).isTrue();
        assertThat(world.history.contains(LIVE, after.messageId())).isFalse();
        assertThat(world.figures.of(LIVE).messages()).isEqualTo(1);
    }

    private Object something(Random random, List<MessageSent> sent) {
        now = now.plusMillis(random.nextInt(1000));
        UserId person = List.of(AWA, MOUSSA, KOFI).get(random.nextInt(3));
        SessionId session = random.nextInt(4) == 0 ? OTHER : LIVE;
        MessageSent earlier = sent.isEmpty() ? message(session, person) : sent.get(random.nextInt(sent.size()));
        return switch (sent.isEmpty() ? 9 : random.nextInt(26)) {
            case 0 -> new PersonMuted(session, person, AWA, null, now.plus(Duration.ofSeconds(5)), now);
            case 1 -> new MuteLifted(session, person, AWA, now);
            case 2 ->
                new MessageDeleted(earlier.messageId(), earlier.sessionId(), earlier.author(), earlier.author(), now);
            case 3 -> unpinnedThenPinned(earlier);
            case 4 -> new MessageUnpinned(earlier.sessionId(), earlier.messageId(), AWA, now);
            case 5 ->
                new MessageReacted(
                        earlier.messageId(), earlier.sessionId(), new UserId("01FAN" + next++), "👏", 1, now);
            case 6 -> recording(session);
            case 7 -> recordings.isEmpty() ? recording(session) : endOf(recordings.removeFirst());
            default -> {
                MessageSent fresh = message(session, person);
                sent.add(fresh);
                yield fresh;
            }
        };
    }

    private Object recording(SessionId session) {
        RecordingId id = new RecordingId("01R%06d".formatted(next++));
        recordings.add(id);
        return new RecordingStarted(session, id, AWA, false, Visibility.PUBLIC, now);
    }

    /** Every other is deleted too. */
    private Object endOf(RecordingId id) {
        RecordingFinished finished =
                new RecordingFinished(id, RecordingEnd.HOST_STOPPED, true, Duration.ofMinutes(1), 1, now);
        if (next++ % 2 == 0) {
            return finished;
        }
        world.happens(finished);
        return new RecordingDeleted(id, AWA, now);
    }

    private Object unpinnedThenPinned(MessageSent message) {
        world.happens(new MessageUnpinned(message.sessionId(), message.messageId(), AWA, now));
        return new MessagePinned(message.sessionId(), message.messageId(), AWA, now);
    }

    private MessageSent message(SessionId session, UserId author) {
        MessageId id = new MessageId("01M%06d".formatted(next++));
        return new MessageSent(id, session, author, Role.VIEWER, "sealed " + id.value(), null, now);
    }

    private Map<String, String> tables() {
        return Stream.of(
                        "chat_message",
                        "message_reaction",
                        "chat_pin",
                        "chat_figures",
                        "chat_author",
                        "chat_emoji",
                        "chat_recording",
                        "chat_recorded",
                        "chat_timeline",
                        "chat_timeline_reaction",
                        "chat_timeline_said")
                .collect(Collectors.toMap(
                        Function.identity(),
                        table -> world.db.sql("SELECT * FROM " + table).query().listOfRows().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining("\n"))));
    }
}
