package live.griot.edge.congestion;

import static live.griot.edge.congestion.SimulatedViewer.MILLI;
import static live.griot.edge.congestion.SimulatedViewer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.griot.edge.congestion.SimulatedViewer.Moment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The estimate against what the simulated path really carries, by a sender that sends as much as the estimate allows. */
class BandwidthEstimationTest {
    private static final long WITHOUT_BOUND = 50_000_000;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 5);
    }

    static Stream<long[]> pathsAndSeeds() {
        return Stream.of(300_000L, 700_000L, 2_000_000L, 8_000_000L, 20_000_000L)
                .flatMap(bps -> Stream.of(20L, 120L)
                        .flatMap(delay -> Stream.of(1L, 2L, 3L).map(seed -> new long[] {bps, delay, seed})));
    }

    @ParameterizedTest
    @MethodSource("pathsAndSeeds")
    void finds_within_five_seconds_what_the_path_carries_and_stays_near_it(long[] path) {
        SimulatedViewer viewer =
                viewer(path[2], down(path[2]).bandwidth(path[0]).delayMillis(path[1]), path[1]);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(40 * SECOND);

        assertThat(viewer.use(5 * SECOND, 10 * SECOND)).isBetween(0.7, 1.0);
        assertThat(viewer.use(10 * SECOND, 40 * SECOND)).isBetween(0.75, 1.0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_path_in_use_has_no_long_queue(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(3_000_000).delayMillis(30), 30);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(60 * SECOND);

        assertThat(viewer.mean(Moment::queueNanos, 5 * SECOND, 60 * SECOND)).isLessThan(20e6);
        assertThat(viewer.greatest(Moment::queueNanos, 5 * SECOND, 60 * SECOND)).isLessThan(200 * MILLI);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void falls_under_a_bandwidth_that_fell_within_a_second_and_lets_the_queue_empty(int seed) {
        SimulatedViewer viewer = viewer(
                seed,
                down(seed)
                        .bandwidth(3_000_000)
                        .bandwidthFrom(15 * SECOND, 700_000)
                        .delayMillis(30),
                30);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(30 * SECOND);

        assertThat(viewer.greatest(Moment::estimateBps, 16 * SECOND, 17 * SECOND))
                .isLessThan(700_000);
        assertThat(viewer.greatest(Moment::queueNanos, 18 * SECOND, 30 * SECOND))
                .isLessThan(200 * MILLI);
        assertThat(viewer.use(18 * SECOND, 30 * SECOND)).isBetween(0.7, 1.0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void climbs_back_within_seconds_when_the_bandwidth_rises(int seed) {
        SimulatedViewer viewer = viewer(
                seed,
                down(seed)
                        .bandwidth(700_000)
                        .bandwidthFrom(20 * SECOND, 6_000_000)
                        .delayMillis(30),
                30);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(40 * SECOND);

        assertThat(viewer.use(10 * SECOND, 20 * SECOND)).isBetween(0.7, 1.0);
        assertThat(viewer.use(28 * SECOND, 40 * SECOND)).isBetween(0.7, 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 1",
        "0.05, 1, 2",
        "0.05, 1, 3",
        "0.05, 4, 1",
        "0.05, 4, 2",
        "0.12, 1, 1",
        "0.12, 1, 2",
        "0.2, 1, 1"
    })
    void loss_that_is_the_paths_own_does_not_take_the_bandwidth_away(double share, double inARow, int seed) {
        SimulatedViewer viewer =
                viewer(seed, down(seed).bandwidth(20_000_000).delayMillis(50).loss(share, inARow), 50);
        viewer.fill(3_000_000);
        viewer.runUntil(60 * SECOND);

        assertThat(viewer.mean(Moment::sentBps, 15 * SECOND, 60 * SECOND)).isGreaterThan(2_000_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void loss_behind_a_queue_too_short_to_be_felt_is_congestion(int seed) {
        SimulatedNetwork<Integer> down = down(seed)
                .bandwidth(3_000_000)
                .bandwidthFrom(15 * SECOND, 1_000_000)
                .queue(6_000);
        SimulatedViewer viewer = viewer(seed, down, 30);
        viewer.fill(2_500_000);
        viewer.runUntil(15 * SECOND);
        assertThat(viewer.use(5 * SECOND, 15 * SECOND)).isGreaterThan(0.7);

        viewer.runUntil(18 * SECOND);
        long lostBefore = down.lostInQueue();
        viewer.runUntil(48 * SECOND);

        assertThat(viewer.use(18 * SECOND, 48 * SECOND)).isBetween(0.6, 1.15);
        assertThat(down.lostInQueue() - lostBefore)
                .as("of about 100 packets a second")
                .isLessThan(450);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void jitter_and_reordering_of_a_radio_network_are_not_taken_for_congestion(int seed) {
        SimulatedViewer viewer = viewer(
                seed,
                down(seed)
                        .bandwidth(20_000_000)
                        .delayMillis(20)
                        .jitterMillis(10)
                        .reordering(0.02, 20),
                20);
        viewer.fill(3_000_000);
        viewer.runUntil(60 * SECOND);

        assertThat(viewer.mean(Moment::sentBps, 15 * SECOND, 60 * SECOND)).isGreaterThan(1_800_000);
    }

    @ParameterizedTest
    @CsvSource({"100, 0, 1", "250, 0, 2", "50, 0.2, 1", "100, 0.2, 2"})
    void feedback_that_is_rare_or_lost_is_enough(long everyMillis, double lost, int seed) {
        var up = new SimulatedNetwork<byte[]>(seed + 100)
                .delayMillis(30)
                .jitterMillis(2)
                .loss(lost);
        SimulatedNetwork<Integer> down = down(seed)
                .bandwidth(2_000_000)
                .bandwidthFrom(20 * SECOND, 800_000)
                .delayMillis(30);
        SimulatedViewer viewer = new SimulatedViewer(seed, down, up);
        viewer.feedbackEvery(everyMillis * MILLI);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(40 * SECOND);

        assertThat(viewer.use(6 * SECOND, 20 * SECOND)).isBetween(0.65, 1.0);
        assertThat(viewer.use(22 * SECOND, 40 * SECOND)).isBetween(0.6, 1.0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void who_sends_little_keeps_an_estimate_that_neither_collapses_nor_grows_without_bound(int seed) {
        SimulatedViewer viewer = viewer(seed, down(seed).bandwidth(2_000_000).delayMillis(30), 30);
        viewer.fill(300_000);
        viewer.runUntil(120 * SECOND);

        assertThat(viewer.greatest(Moment::estimateBps, 5 * SECOND, 120 * SECOND))
                .isLessThanOrEqualTo(700_000);
        assertThat(-viewer.greatest(moment -> -moment.estimateBps(), 5 * SECOND, 120 * SECOND))
                .isGreaterThanOrEqualTo(300_000);
        assertThat(viewer.greatest(Moment::paddingBps, 0, 120 * SECOND))
                .as("nothing is wished that would have to be probed for")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_path_that_is_cut_lowers_the_estimate_and_is_found_again(int seed) {
        SimulatedViewer viewer = viewer(
                seed,
                down(seed)
                        .bandwidth(3_000_000)
                        .bandwidthFrom(15 * SECOND, 1)
                        .bandwidthFrom(20 * SECOND, 3_000_000)
                        .delayMillis(30),
                30);
        viewer.fill(WITHOUT_BOUND);
        viewer.runUntil(40 * SECOND);

        assertThat(viewer.greatest(Moment::estimateBps, 19 * SECOND, 20 * SECOND))
                .isLessThan(1_000_000);
        assertThat(viewer.use(26 * SECOND, 40 * SECOND)).isBetween(0.7, 1.0);
    }

    private static SimulatedNetwork<Integer> down(long seed) {
        return new SimulatedNetwork<Integer>(seed).jitterMillis(2);
    }

    private static SimulatedViewer viewer(long seed, SimulatedNetwork<Integer> down, long delayMillis) {
        var up = new SimulatedNetwork<byte[]>(seed + 100)
                .delayMillis(delayMillis)
                .jitterMillis(2);
        return new SimulatedViewer(seed, down, up);
    }
}
