package live.griot.chat.applause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.chat.emoji.Emoji;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final Emoji CLAP = Emoji.of("👏");
    private static final Emoji HEART = Emoji.of("❤️");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Gathering gathering = new Gathering();

    @Test
    void a_flood_of_reactions_is_a_few_numbers() {
        IntStream.range(0, 10_000).forEach(time -> gathering.add(LIVE, time % 10 == 0 ? HEART : CLAP));

        assertThat(gathering.take(LIVE)).isEqualTo(Map.of("👏", 9_000, "❤️", 1_000));
    }

    @Test
    void what_is_being_counted_is_visible_until_it_is_counted() throws InterruptedException {
        gathering.add(LIVE, CLAP);
        gathering.take(LIVE);
        gathering.add(LIVE, CLAP);
        assertThat(gathering.uncounted(LIVE, Duration.ofMillis(1)).counts()).isEqualTo(Map.of("👏", 2));

        gathering.counted(LIVE);

        assertThat(gathering.uncounted(LIVE, PATIENCE).counts()).isEqualTo(Map.of("👏", 1));
        assertThat(gathering.sessions()).containsExactly(LIVE);
    }

    @Test
    void who_reads_waits_until_it_is_known_whether_what_was_taken_is_counted() throws Exception {
        gathering.add(LIVE, CLAP);
        gathering.take(LIVE);
        gathering.add(LIVE, HEART);
        FutureTask<Gathering.Uncounted> reading = new FutureTask<>(() -> gathering.uncounted(LIVE, PATIENCE));
        Thread reader = Thread.startVirtualThread(reading);
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        gathering.counted(LIVE);

        assertThat(reading.get(1, TimeUnit.MINUTES).counts()).isEqualTo(Map.of("❤️", 1));
    }

    @Test
    void who_reads_learns_that_what_waited_was_taken_meanwhile() throws InterruptedException {
        gathering.add(LIVE, CLAP);
        Gathering.Uncounted uncounted = gathering.uncounted(LIVE, PATIENCE);
        gathering.add(LIVE, HEART);
        assertThat(gathering.waits(LIVE, uncounted)).isTrue();

        gathering.take(LIVE);
        gathering.add(LIVE, CLAP);

        assertThat(gathering.waits(LIVE, uncounted)).isFalse();
    }

    @Test
    void what_could_not_be_counted_waits_again() {
        gathering.add(LIVE, CLAP);
        gathering.take(LIVE);
        gathering.add(LIVE, CLAP);

        gathering.notCounted(LIVE);

        assertThat(gathering.take(LIVE)).isEqualTo(Map.of("👏", 2));
    }

    @Test
    void there_are_only_so_many_different_ones_in_a_moment() {
        IntStream.range(0, Gathering.EMOJIS)
                .forEach(number -> gathering.add(LIVE, new Emoji(Character.toString(0x1F400 + number))));

        gathering.add(LIVE, new Emoji(Character.toString(0x1F400)));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> gathering.add(LIVE, CLAP))
                .returns(RefusalCode.RATE_LIMITED, Refused::code);
    }
}
