package live.griot.recording.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.recording.replay.Chapter.Kind;
import live.griot.recording.replay.Chapter.Part;
import live.griot.recording.timeline.MediaTime;
import org.junit.jupiter.api.Test;

/** What a seek bar is divided into. */
class ChaptersTest {
    private static final Person AWA = person("awa");
    private static final Person MOUSSA = person("moussa");

    private final Chapters chapters = new Chapters(Duration.ofSeconds(100));

    @Test
    void each_begins_where_something_happened_and_what_follows_at_once_is_part_of_it() {
        Part message = new Part(Kind.PINNED, null, "Once there was a hare");
        chapters.add(Duration.ofSeconds(39), new Part(Kind.LEFT, AWA, null));
        chapters.add(Duration.ZERO, new Part(Kind.HOST, AWA, null));
        chapters.add(Duration.ofSeconds(9), new Part(Kind.CAME, MOUSSA, null));
        chapters.add(Duration.ofSeconds(30), message);
        chapters.add(Duration.ofSeconds(38), new Part(Kind.SCREEN, MOUSSA, null));

        assertThat(chapters.made())
                .containsExactly(
                        new Chapter(
                                Duration.ZERO,
                                Kind.HOST,
                                List.of(new Part(Kind.HOST, AWA, null), new Part(Kind.CAME, MOUSSA, null))),
                        new Chapter(
                                Duration.ofSeconds(30),
                                Kind.SCREEN,
                                List.of(message, new Part(Kind.SCREEN, MOUSSA, null), new Part(Kind.LEFT, AWA, null))));
    }

    @Test
    void none_is_shorter_than_ten_seconds_the_last_neither() {
        for (int second = 0; second <= 100; second++) {
            chapters.add(Duration.ofSeconds(second), new Part(Kind.CAME, AWA, null));
        }

        List<Chapter> made = chapters.made();

        assertThat(made).extracting(Chapter::offset).hasSize(10).endsWith(Duration.ofSeconds(90));
        assertThat(made).allSatisfy(chapter -> assertThat(chapter.parts()).hasSize(10));
    }

    @Test
    void what_was_said_is_shared_out_over_the_whole_length() {
        Instant began = Instant.parse("2026-11-20T20:00:03Z");
        MediaTime time = new MediaTime(began, List.of(), 100_000_000, false);
        List<ChatTimeline.Said> said = List.of(
                new ChatTimeline.Said(began.minusSeconds(3), 1),
                new ChatTimeline.Said(began.plusSeconds(57), 2),
                new ChatTimeline.Said(began.plusSeconds(97), 4));

        assertThat(Density.of(time, said, 4)).isEqualTo(new Density(Duration.ofSeconds(25), List.of(1L, 0L, 2L, 4L)));
        assertThat(Density.of(new MediaTime(began, List.of(), 0, false), said, 2)
                        .messages())
                .containsExactly(0L, 7L);
    }

    private static Person person(String name) {
        return new Person(new UserId("01" + name.toUpperCase(Locale.ROOT)), name, name, null);
    }
}
