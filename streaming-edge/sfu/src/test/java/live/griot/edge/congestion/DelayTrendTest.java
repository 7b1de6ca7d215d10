package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From packets to groups, from groups to a trend, from a trend to what the path is. */
class DelayTrendTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final PacketGroups groups = new PacketGroups();
    private final TrendlineFilter trend = new TrendlineFilter();
    private final OveruseDetector detector = new OveruseDetector();
    private final Random random = new Random(3);
    private double delayedBy;

    @Test
    void packets_of_one_burst_are_one_group_and_groups_are_compared_by_their_last_packets() {
        assertThat(groups.add(0, 100 * MS)).isFalse();
        assertThat(groups.add(5 * MS, 104 * MS)).isFalse();
        assertThat(groups.add(20 * MS, 121 * MS)).as("one group so far").isFalse();
        assertThat(groups.add(22 * MS, 126 * MS)).isFalse();
        assertThat(groups.add(40 * MS, 140 * MS)).isTrue();

        assertThat(groups.sendDeltaNanos()).isEqualTo(17 * MS);
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(22 * MS);
        assertThat(groups.arrivalNanos()).isEqualTo(126 * MS);
    }

    @Test
    void what_was_held_back_and_let_go_at_once_is_one_group() {
        groups.add(0, 100 * MS);
        groups.add(20 * MS, 180 * MS);
        assertThat(groups.add(40 * MS, 181 * MS)).isFalse();
        assertThat(groups.add(60 * MS, 182 * MS)).isFalse();
        assertThat(groups.add(80 * MS, 190 * MS)).isTrue();

        assertThat(groups.sendDeltaNanos()).isEqualTo(60 * MS);
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(82 * MS);
    }

    @Test
    void a_packet_that_comes_after_later_ones_is_passed_over() {
        groups.add(0, 100 * MS);
        groups.add(20 * MS, 120 * MS);
        assertThat(groups.add(10 * MS, 400 * MS)).isFalse();
        assertThat(groups.add(40 * MS, 140 * MS)).isTrue();
        assertThat(groups.arrivalDeltaNanos()).isEqualTo(20 * MS);
    }

    @Test
    void a_jump_of_the_receivers_clock_is_not_a_queue() {
        groups.add(0, 100 * MS);
        groups.add(20 * MS, 120 * MS);
        assertThat(groups.add(40 * MS, 60_000 * MS)).isTrue();
        assertThat(groups.add(60 * MS, 60_020 * MS)).as("the jump itself").isFalse();
        assertThat(groups.add(80 * MS, 60_040 * MS)).as("begun anew").isFalse();
        assertThat(groups.add(100 * MS, 60_060 * MS)).isTrue();
    }

    @Test
    void the_slope_is_how_much_delay_each_millisecond_adds() {
        for (int i = 0; i < 19; i++) {
            trend.add(1, i * 20L * MS);
            assertThat(trend.slope()).as("too little is known").isZero();
        }
        for (int i = 19; i < 200; i++) {
            trend.add(1, i * 20L * MS);
        }
        assertThat(trend.slope()).isCloseTo(0.05, within(0.001));
        for (int i = 200; i < 400; i++) {
            trend.add(-2, i * 20L * MS);
        }
        assertThat(trend.slope()).isCloseTo(-0.1, within(0.001));
    }

    @Test
    void groups_that_arrive_all_at_once_do_not_divide_by_zero() {
        for (int i = 0; i < 100; i++) {
            trend.add(5, 0);
        }
        assertThat(trend.slope()).isZero();
    }

    @Test
    void a_queue_that_grows_is_found_within_a_second_and_one_that_empties_too() {
        assertThat(usageAfter(0, 50, 0, 0)).isEqualTo(NetworkUsage.NORMAL);
        assertThat(usageAfter(50, 50, 2, 0)).isEqualTo(NetworkUsage.OVERUSE);
        assertThat(usageAfter(100, 50, 0, 0)).isEqualTo(NetworkUsage.NORMAL);
        assertThat(usageAfter(150, 50, -2, 0)).isEqualTo(NetworkUsage.UNDERUSE);
    }

    @Test
    void jitter_of_a_few_milliseconds_is_normal() {
        int overused = 0;
        for (int i = 0; i < 3_000; i++) {
            overused += usageAfter(i, 1, 0, 3) == NetworkUsage.OVERUSE ? 1 : 0;
        }
        assertThat(overused).isLessThan(90);
    }

    @Test
    void the_threshold_follows_the_trend_and_keeps_its_bounds() {
        OveruseDetector sensitive = new OveruseDetector();
        for (int i = 0; i < 1_000; i++) {
            sensitive.update(0, 60, 20 * MS, i * 20L * MS);
        }
        assertThat(overusesAt(sensitive, 7 / 240d, 20_000 * MS))
                .as("6 is the least threshold")
                .isTrue();
        assertThat(overusesAt(new OveruseDetector(), 7 / 240d, 0))
                .as("12.5 is the first")
                .isFalse();
    }

    private boolean overusesAt(OveruseDetector which, double slope, long from) {
        boolean overuses = false;
        for (int i = 0; i < 3; i++) {
            overuses |= which.update(slope, 60, 20 * MS, from + i * 20L * MS) == NetworkUsage.OVERUSE;
        }
        return overuses;
    }

    private NetworkUsage usageAfter(int from, int count, double gainedMillis, double jitterMillis) {
        NetworkUsage usage = NetworkUsage.NORMAL;
        for (int i = from; i < from + count; i++) {
            double before = delayedBy;
            delayedBy = jitterMillis * random.nextGaussian();
            trend.add(gainedMillis + delayedBy - before, i * 20L * MS);
            usage = detector.update(trend.slope(), trend.count(), 20 * MS, i * 20L * MS);
        }
        return usage;
    }
}
