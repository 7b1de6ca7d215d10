package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AimdRateControlTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long ROUND_TRIP = 100 * MS;

    private final AimdRateControl control =
            new AimdRateControl(new BandwidthEstimator.Configuration(1_000_000, 50_000, 10_000_000), 0);
    private long now;

    @Test
    void an_overused_path_gets_85_hundredths_of_what_arrives() {
        update(NetworkUsage.OVERUSE, 900_000);
        assertThat(control.bps()).isEqualTo(765_000);
    }

    @Test
    void one_queue_is_answered_once_in_a_round_trip_unless_far_less_arrives() {
        update(NetworkUsage.OVERUSE, 900_000);
        now += 50 * MS;
        update(NetworkUsage.OVERUSE, 800_000);
        assertThat(control.bps()).isEqualTo(765_000);
        update(NetworkUsage.OVERUSE, 300_000);
        assertThat(control.bps()).isEqualTo(255_000);
        now += 150 * MS;
        update(NetworkUsage.OVERUSE, 280_000);
        assertThat(control.bps()).isEqualTo(238_000);
    }

    @Test
    void overuse_never_raises_the_estimate() {
        update(NetworkUsage.OVERUSE, 900_000);
        now += 500 * MS;
        update(NetworkUsage.OVERUSE, 5_000_000);
        assertThat(control.bps()).isLessThanOrEqualTo(765_000);
    }

    @Test
    void where_the_capacity_is_unknown_it_rises_by_eight_hundredths_a_second() {
        update(NetworkUsage.NORMAL, 950_000);
        long before = control.bps();
        for (int i = 0; i < 10; i++) {
            now += 100 * MS;
            update(NetworkUsage.NORMAL, 950_000);
        }
        assertThat(control.bps() / (double) before).isBetween(1.07, 1.09);
    }

    @Test
    void near_where_it_was_overused_it_rises_by_about_a_packet_in_a_round_trip() {
        update(NetworkUsage.OVERUSE, 1_000_000);
        now += 1_100 * MS;
        update(NetworkUsage.NORMAL, 850_000);
        update(NetworkUsage.NORMAL, 850_000);
        long before = control.bps();
        for (int i = 0; i < 10; i++) {
            now += 100 * MS;
            update(NetworkUsage.NORMAL, 850_000);
        }
        // Of some 850 bytes, in 200 ms each.
        assertThat(control.bps() - before).isBetween(25_000L, 50_000L);
    }

    @Test
    void far_from_where_it_was_overused_that_is_forgotten() {
        update(NetworkUsage.OVERUSE, 1_000_000);
        now += 5_000 * MS;
        update(NetworkUsage.NORMAL, 3_000_000);
        update(NetworkUsage.NORMAL, 3_000_000);
        long before = control.bps();
        now += 1_000 * MS;
        update(NetworkUsage.NORMAL, 3_000_000);
        assertThat(before).as("so much is carried").isEqualTo(3_000_000);
        assertThat(control.bps() / (double) before).isBetween(1.07, 1.09);
    }

    @Test
    void it_does_not_rise_beyond_what_was_tried() {
        for (int i = 0; i < 1_000; i++) {
            now += 100 * MS;
            update(NetworkUsage.NORMAL, 900_000);
        }
        assertThat(control.bps()).isBetween(1_080_000L, 1_100_000L);
        update(NetworkUsage.NORMAL, 100_000);
        assertThat(control.bps()).as("to send little lowers nothing").isGreaterThan(1_080_000);
    }

    @Test
    void it_does_not_rise_before_anything_arrives() {
        for (int i = 0; i < 50; i++) {
            now += 100 * MS;
            update(NetworkUsage.NORMAL, -1);
        }
        assertThat(control.bps()).isEqualTo(1_000_000);
    }

    @Test
    void it_holds_while_a_queue_empties() {
        for (int i = 0; i < 50; i++) {
            now += 100 * MS;
            update(NetworkUsage.UNDERUSE, 900_000);
        }
        assertThat(control.bps()).isEqualTo(1_000_000);
    }

    @Test
    void what_was_probed_for_in_vain_is_taken_back_but_not_what_may_be_in_use() {
        control.set(3_000_000);
        control.withdraw(2_000_000, 500_000);
        assertThat(control.bps()).isEqualTo(2_000_000);
        control.withdraw(100_000, 500_000);
        assertThat(control.bps()).isEqualTo(610_000);
        control.withdraw(5_000_000, 500_000);
        assertThat(control.bps()).isEqualTo(610_000);
    }

    @Test
    void it_keeps_its_limits() {
        control.set(1e12);
        assertThat(control.bps()).isEqualTo(10_000_000);
        update(NetworkUsage.OVERUSE, 0);
        assertThat(control.bps()).isEqualTo(50_000);
    }

    private void update(NetworkUsage usage, long acknowledgedBps) {
        control.update(usage, acknowledgedBps, ROUND_TRIP, now);
    }
}
