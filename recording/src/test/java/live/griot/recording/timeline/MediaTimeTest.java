package live.griot.recording.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.StateChange;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** When something that happened is shown by a player, and the other way round. */
class MediaTimeTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T20:00:00Z");
    private static final long FAR_MICROS = 200_000_000;

    /** 60 seconds are kept, of which 20 to 30 were a pause; finished after 62. */
    private final MediaTime paused = new MediaTime(
            BEGAN,
            List.of(
                    state(RecordingState.PAUSED, 20_000),
                    state(RecordingState.RECORDING, 30_000),
                    state(RecordingState.FINISHED, 62_000)),
            60_000_000,
            true);

    @Test
    void what_happens_after_a_pause_is_earlier_in_a_players_time() {
        assertThat(paused.length()).isEqualTo(Duration.ofSeconds(50));
        assertThat(paused.offsetOf(at(12_340))).contains(Duration.ofMillis(12_340));
        assertThat(paused.offsetOf(at(40_500))).contains(Duration.ofMillis(30_500));
    }

    @Test
    void what_happens_in_a_pause_is_on_its_seam() {
        for (long millis : new long[] {20_000, 25_000, 29_999, 30_000}) {
            assertThat(paused.offsetOf(at(millis))).contains(Duration.ofSeconds(20));
        }
        assertThat(paused.momentAt(Duration.ofSeconds(20))).isEqualTo(at(20_000));
        assertThat(paused.momentAt(Duration.ofMillis(20_001))).isEqualTo(at(30_001));
    }

    @Test
    void what_happens_before_the_beginning_or_after_the_end_is_nowhere() {
        assertThat(paused.offsetOf(at(-1))).isEmpty();
        assertThat(paused.offsetOf(at(61_000))).contains(Duration.ofSeconds(50));
        assertThat(paused.offsetOf(at(62_000))).contains(Duration.ofSeconds(50));
        assertThat(paused.offsetOf(at(62_001))).isEmpty();
        assertThat(paused.end()).isAfter(at(62_000)).isBefore(at(62_001));
    }

    @Test
    void what_is_paused_when_it_is_finished_ends_with_the_seam() {
        MediaTime time = new MediaTime(
                BEGAN,
                List.of(state(RecordingState.PAUSED, 20_000), state(RecordingState.FINISHED, 90_000)),
                20_010_000,
                true);

        assertThat(time.length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(time.offsetOf(at(89_000))).contains(Duration.ofSeconds(20));
    }

    @Test
    void what_runs_may_become_longer() {
        MediaTime time = new MediaTime(BEGAN, List.of(), 10_000_000, false);

        assertThat(time.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(time.offsetOf(at(15_000))).contains(Duration.ofSeconds(15));
        assertThat(time.momentAt(Duration.ofSeconds(15))).isEqualTo(at(15_000));
        assertThat(time.end()).isAfter(at(1_000_000));
    }

    @Test
    void any_time_may_be_asked_for() {
        for (long seconds : new long[] {Long.MIN_VALUE, -1, 0, 51, Long.MAX_VALUE}) {
            Duration asked = Duration.ofSeconds(seconds);
            assertThat(paused.momentAt(asked)).isBetween(BEGAN, at(62_001));
            assertThat(new MediaTime(BEGAN, List.of(state(RecordingState.PAUSED, 5)), 0, false).momentAt(asked))
                    .isBetween(BEGAN, BEGAN.plus(Duration.ofDays(2_000)));
        }
    }

    @Property(tries = 300)
    void a_later_moment_is_never_earlier_in_a_players_time(
            @ForAll("becoming") List<StateChange> states,
            @ForAll @LongRange(max = FAR_MICROS) long one,
            @ForAll @LongRange(max = FAR_MICROS) long other) {
        MediaTime time = new MediaTime(BEGAN, states, FAR_MICROS, false);
        Duration first =
                time.offsetOf(BEGAN.plusNanos(Math.min(one, other) * 1_000)).orElseThrow();
        Duration second =
                time.offsetOf(BEGAN.plusNanos(Math.max(one, other) * 1_000)).orElseThrow();

        assertThat(second).isGreaterThanOrEqualTo(first);
        assertThat(second.minus(first)).isLessThanOrEqualTo(Duration.ofNanos(Math.abs(one - other) * 1_000));
    }

    /** So a page of what is between two of a player's times is all there is between them, and nothing else. */
    @Property(tries = 300)
    void a_moment_is_in_a_stretch_just_if_its_place_in_a_players_time_is(
            @ForAll("becoming") List<StateChange> states,
            @ForAll @LongRange(max = FAR_MICROS) long moment,
            @ForAll @LongRange(max = FAR_MICROS) long from) {
        MediaTime time = new MediaTime(BEGAN, states, FAR_MICROS, false);
        Instant at = BEGAN.plusNanos(moment * 1_000);
        Duration offset = Duration.ofNanos(from * 1_000);

        assertThat(!at.isBefore(time.momentAt(offset)))
                .isEqualTo(time.offsetOf(at).orElseThrow().compareTo(offset) >= 0);
    }

    /** Any states, in an order that makes sense or not. */
    @Provide
    Arbitrary<List<StateChange>> becoming() {
        Arbitrary<Integer> steps = Arbitraries.integers().between(-20, 30_000);
        Arbitrary<RecordingState> what = Arbitraries.of(RecordingState.PAUSED, RecordingState.RECORDING);
        return Combinators.combine(steps.list().ofMaxSize(10), what.list().ofSize(10))
                .as((after, states) -> {
                    List<StateChange> changes = new ArrayList<>();
                    long millis = 0;
                    for (int i = 0; i < after.size(); i++) {
                        millis += after.get(i);
                        changes.add(state(states.get(i), millis));
                    }
                    return changes;
                });
    }

    private static StateChange state(RecordingState state, long millis) {
        return new StateChange(state, "HOST", BEGAN.toEpochMilli() + millis);
    }

    private static Instant at(long millis) {
        return BEGAN.plusMillis(millis);
    }
}
