package live.griot.chat.applause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
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

    private final Gathering gathering = new Gathering();

    @Test
    void a_flood_of_reactions_is_a_few_numbers() {
        IntStream.range(0, 10_000).forEach(time -> gathering.add(LIVE, time % 10 == 0 ? HEART : CLAP));

        assertThat(gathering.take(LIVE)).isEqualTo(Map.of("👏", 9_000, "❤️", 1_000));
    }

    @Test
    void what_is_being_counted_is_visible_until_it_is_counted() {
        gathering.add(LIVE, CLAP);
        gathering.take(LIVE);
        gathering.add(LIVE, CLAP);
        assertThat(gathering.uncounted(LIVE)).isEqualTo(Map.of("👏", 2));

        gathering.counted(LIVE);

        assertThat(gathering.uncounted(LIVE)).isEqualTo(Map.of("👏", 1));
        assertThat(gathering.sessions()).containsExactly(LIVE);
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
