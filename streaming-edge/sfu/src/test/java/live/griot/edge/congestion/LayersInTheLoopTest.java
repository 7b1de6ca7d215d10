package live.griot.edge.congestion;

import static live.griot.edge.congestion.AllocationTrack.PAUSED;
import static live.griot.edge.congestion.SimulatedViewer.MILLI;
import static live.griot.edge.congestion.SimulatedViewer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.edge.congestion.AllocationTrack.Priority;
import live.griot.edge.congestion.SimulatedViewer.Moment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimator, prober and allocator together: which layers a viewer gets over a path that is simulated. */
class LayersInTheLoopTest {
    private static final long[] SIMULCAST = {150_000, 500_000, 1_500_000};

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 5);
    }

    static Stream<long[]> bandwidthsAndSeeds() {
        return Stream.of(600_000L, 700_000L, 1_000_000L, 1_600_000L, 1_700_000L, 1_800_000L, 2_500_000L)
                .flatMap(bps -> Stream.of(1L, 2L, 3L).map(seed -> new long[] {bps, seed}));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_best_layer_is_reached_in_a_second_where_there_is_room(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(10_000_000));
        viewer.hear();
        SimulatedViewer.Stream speaker = viewer.watch(Priority.SPEAKER, SIMULCAST);
        viewer.runUntil(10 * MILLI);
        assertThat(speaker.layer())
                .as("there is a picture from the first moment")
                .isNotEqualTo(PAUSED);

        viewer.runUntil(SECOND);
        assertThat(speaker.layer()).isEqualTo(2);

        viewer.runUntil(120 * SECOND);
        assertThat(speaker.layer()).isEqualTo(2);
        assertThat(speaker.switches()).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_picture_that_has_one_layer_only_is_shown_at_once_though_nothing_is_known_of_the_path(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(10_000_000));
        viewer.hear();
        SimulatedViewer.Stream obs = viewer.watch(Priority.SPEAKER, 4_000_000);
        viewer.runUntil(60 * SECOND);

        assertThat(obs.layer()).isZero();
        assertThat(obs.switches()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_layer_follows_the_bandwidth_down_and_up(int seed) {
        SimulatedViewer viewer = viewer(
                seed,
                down(seed)
                        .bandwidth(3_000_000)
                        .bandwidthFrom(20 * SECOND, 700_000)
                        .bandwidthFrom(40 * SECOND, 300_000)
                        .bandwidthFrom(60 * SECOND, 3_000_000));
        viewer.hear();
        SimulatedViewer.Stream speaker = viewer.watch(Priority.SPEAKER, SIMULCAST);
        viewer.runUntil(80 * SECOND);

        assertThat(viewer.layers(1, 10 * SECOND, 20 * SECOND)).containsOnly(2);
        assertThat(viewer.layers(1, 22 * SECOND, 40 * SECOND)).isSubsetOf(PAUSED, 0, 1);
        assertThat(viewer.layers(1, 43 * SECOND, 60 * SECOND)).isSubsetOf(PAUSED, 0);
        assertThat(viewer.layers(1, 72 * SECOND, 80 * SECOND)).containsOnly(2);
        assertThat(viewer.greatest(Moment::queueNanos, 23 * SECOND, 40 * SECOND))
                .isLessThan(300 * MILLI);
        assertThat(speaker.switches()).isLessThanOrEqualTo(14);
    }

    @ParameterizedTest
    @MethodSource("bandwidthsAndSeeds")
    void layers_do_not_swing_in_a_steady_network_even_where_one_just_does_not_fit(long[] path) {
        SimulatedViewer viewer = viewer(path[1], down(path[1]).bandwidth(path[0]));
        viewer.hear();
        SimulatedViewer.Stream speaker = viewer.watch(Priority.SPEAKER, SIMULCAST);
        viewer.runUntil(60 * SECOND);
        int before = speaker.switches();
        viewer.runUntil(360 * SECOND);

        assertThat(speaker.switches() - before).as("in five minutes").isLessThanOrEqualTo(10);
        assertThat(viewer.greatest(Moment::queueNanos, 60 * SECOND, 360 * SECOND))
                .isLessThan(300 * MILLI);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_full_stage_shares_what_there_is_and_stays_calm(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(3_000_000));
        List<SimulatedViewer.Stream> pictures = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            viewer.hear();
            pictures.add(viewer.watch(i == 0 ? Priority.SPEAKER : Priority.OTHER, SIMULCAST));
        }
        viewer.runUntil(10 * SECOND);
        int before =
                pictures.stream().mapToInt(SimulatedViewer.Stream::switches).sum();
        viewer.runUntil(190 * SECOND);

        assertThat(viewer.layers(1, 10 * SECOND, 190 * SECOND))
                .as("the speaker is at a good layer or better")
                .isSubsetOf(1, 2);
        assertThat(viewer.mean(LayersInTheLoopTest::paused, 10 * SECOND, 190 * SECOND))
                .as("pictures that pause")
                .isLessThan(0.5);
        assertThat(viewer.use(10 * SECOND, 190 * SECOND)).isGreaterThan(0.7);
        int switches =
                pictures.stream().mapToInt(SimulatedViewer.Stream::switches).sum() - before;
        assertThat(switches).as("of nine pictures in three minutes").isLessThanOrEqualTo(45);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void five_percent_of_loss_on_a_wide_path_leave_the_best_layer(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(20_000_000).loss(0.05));
        viewer.hear();
        viewer.watch(Priority.SPEAKER, SIMULCAST);
        viewer.runUntil(120 * SECOND);

        assertThat(viewer.mean(moment -> moment.layers().get(1) == 2 ? 100 : 0, 10 * SECOND, 120 * SECOND))
                .as("percent of the time")
                .isGreaterThan(90);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_picture_that_needs_more_now_and_less_then_goes_on_where_there_is_room(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(20_000_000).loss(0.05));
        viewer.hear();
        SimulatedViewer.Stream obs = viewer.watch(Priority.SPEAKER, 1_200_000);
        for (int i = 0; i < 20; i++) {
            viewer.runUntil((3 * i + 2) * SECOND);
            obs.become(2_000_000);
            viewer.runUntil((3 * i + 3) * SECOND);
            obs.become(1_000_000);
        }

        assertThat(obs.layer()).isZero();
        assertThat(obs.switches()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_picture_that_comes_to_need_more_than_there_is_pauses_soon(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(1_500_000));
        viewer.hear();
        SimulatedViewer.Stream obs = viewer.watch(Priority.SPEAKER, 1_000_000);
        viewer.runUntil(10 * SECOND);
        assertThat(obs.layer()).isZero();

        obs.become(2_000_000);
        viewer.runUntil(40 * SECOND);

        assertThat(viewer.layers(1, 12 * SECOND, 40 * SECOND)).containsOnly(PAUSED);
        assertThat(viewer.greatest(Moment::queueNanos, 10 * SECOND, 40 * SECOND))
                .isLessThan(500 * MILLI);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_cannot_be_carried_pauses_and_sound_goes_on(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(120_000));
        SimulatedViewer.Stream sound = viewer.hear();
        SimulatedViewer.Stream speaker = viewer.watch(Priority.SPEAKER, SIMULCAST);
        viewer.runUntil(60 * SECOND);

        assertThat(viewer.layers(0, 5 * SECOND, 60 * SECOND)).containsOnly(0);
        assertThat(viewer.layers(1, 5 * SECOND, 60 * SECOND)).containsOnly(PAUSED);
        assertThat(speaker.demand().isPausedForBandwidth()).isTrue();
        assertThat(sound.switches()).isEqualTo(1);
        assertThat(viewer.greatest(Moment::queueNanos, 20 * SECOND, 60 * SECOND))
                .isLessThan(500 * MILLI);
    }

    private static long paused(Moment moment) {
        return moment.layers().stream().filter(layer -> layer == PAUSED).count();
    }

    private static SimulatedNetwork<Integer> down(long seed) {
        return new SimulatedNetwork<Integer>(seed).delayMillis(40).jitterMillis(2);
    }

    private static SimulatedViewer viewer(long seed, SimulatedNetwork<Integer> down) {
        var up = new SimulatedNetwork<byte[]>(seed + 100).delayMillis(20).jitterMillis(2);
        return new SimulatedViewer(seed, down, up);
    }
}
