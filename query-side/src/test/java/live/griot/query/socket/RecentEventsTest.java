package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final Topic HERE = new Topic("sessions/HERE");
    private static final Topic THERE = new Topic("sessions/THERE");

    private final RecentEvents recent = new RecentEvents(
            new UpdateTranslator(List.of(event -> List.of(new Update(HERE, (String) event, Instant.EPOCH, "")))),
            LiveSocketPropertiesTest.with("griot.live.resume-window", "10"));

    RecentEventsTest() {
        recent.beginAfter(100);
    }

    @Test
    void who_comes_back_is_told_what_was_between_and_nothing_of_other_topics() {
        recent.keep(101, "one", Set.of(HERE));
        recent.keep(102, "elsewhere", Set.of(THERE));
        recent.keep(103, "two", Set.of(HERE));
        recent.keep(104, "three", Set.of(HERE));

        assertThat(between(101, 103)).containsExactly("two");
        assertThat(between(100, 104)).containsExactly("one", "two", "three");
        assertThat(between(104, 104)).isEmpty();
    }

    @Test
    void who_comes_from_too_far_back_or_from_elsewhere_starts_afresh() {
        recent.keep(111, "far ahead", Set.of(HERE));

        assertThat(recent.between(HERE, null, 100, 111)).as("the window is ten").isEmpty();
        assertThat(recent.between(HERE, null, 101, 111)).isPresent();
        assertThat(recent.between(HERE, null, 112, 111))
                .as("not a position of this store")
                .isEmpty();
        assertThat(recent.between(HERE, null, -5, 111)).isEmpty();
    }

    @Test
    void who_was_told_past_something_that_came_late_starts_afresh_and_nobody_else() {
        recent.keep(101, "one", Set.of(HERE));
        recent.keep(103, "three", Set.of(HERE));
        recent.keep(102, "two, late", Set.of(HERE));
        recent.keepLate(102, 103);
        recent.keep(104, "four", Set.of(HERE));

        assertThat(between(101, 104)).containsExactly("two, late", "three", "four");
        assertThat(recent.between(HERE, null, 103, 104)).isEmpty();
        assertThat(between(104, 104)).isEmpty();
    }

    @Test
    void what_a_chat_tells_one_person_is_told_to_them_alone_in_its_place() {
        Topic chat = new Topic("sessions/HERE/chat");
        UserId awa = new UserId("AWA");
        RecentEvents ofChat = new RecentEvents(
                new UpdateTranslator(List.of(event -> List.of(new Update((Topic) event, "told", Instant.EPOCH, "")))),
                LiveSocketPropertiesTest.with("griot.live.resume-window", "10"));
        ofChat.beginAfter(0);
        Topic hers = Topic.ofChat(new SessionId("HERE"), awa);
        ofChat.keep(1, chat, Set.of(chat));
        ofChat.keep(2, hers, Set.of(hers));
        ofChat.keep(3, chat, Set.of(chat));

        assertThat(positions(ofChat.between(chat, awa, 0, 3))).containsExactly(1L, 2L, 3L);
        assertThat(positions(ofChat.between(chat, new UserId("KOFI"), 0, 3))).containsExactly(1L, 3L);
        assertThat(positions(ofChat.between(chat, null, 0, 3))).containsExactly(1L, 3L);
    }

    private static List<Long> positions(Optional<List<PositionedUpdate>> missed) {
        return missed.orElseThrow().stream().map(PositionedUpdate::position).toList();
    }

    private List<String> between(long after, long upTo) {
        Optional<List<PositionedUpdate>> missed = recent.between(HERE, null, after, upTo);
        return missed.orElseThrow().stream().map(one -> one.update().type()).toList();
    }
}
