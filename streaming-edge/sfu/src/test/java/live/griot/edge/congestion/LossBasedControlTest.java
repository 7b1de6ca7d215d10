package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LossBasedControlTest {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ROUND_TRIP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PLENTY = 10_000_000;
    private static final long PACKET_BITS = 8 * 1_200;

    private final LossBasedControl control =
            new LossBasedControl(new BandwidthEstimator.Configuration(600_000, 50_000, PLENTY), 0);
    private boolean queued;
    private long now;

    @Test
    void little_loss_says_nothing() {
        send(30, 2_000_000, 0.01);
        assertThat(control.bps()).isEqualTo(PLENTY);
    }

    @Test
    void some_loss_changes_nothing() {
        send(100, 2_000_000, 0.05);
        assertThat(control.bps()).isEqualTo(PLENTY);
        assertThat(control.share()).isBetween(0.04, 0.06);
    }

    @Test
    void much_loss_lowers_it_under_what_is_sent_within_two_seconds() {
        send(30, 2_000_000, 0);
        send(20, 2_000_000, 0.4);
        assertThat(control.bps()).isLessThan(1_500_000);
    }

    @Test
    void congestion_goes_when_less_is_sent_and_then_it_rises_again() {
        send(30, 2_000_000, 0);
        for (int i = 0; i < 100; i++) {
            congested(1_200_000);
        }
        assertThat(control.bps()).isBetween(600_000L, 1_400_000L);
        send(100, 600_000, 0);
        assertThat(control.bps()).isGreaterThan(2_000_000);
    }

    @Test
    void loss_that_stays_when_less_is_sent_is_the_paths_own() {
        send(30, 2_000_000, 0);
        long lowest = PLENTY;
        for (int i = 0; i < 150; i++) {
            send(1, Math.min(2_000_000, control.bps()), 0.25);
            lowest = Math.min(lowest, control.bps());
        }
        assertThat(lowest).as("it was tried").isBetween(400_000L, 1_800_000L);
        assertThat(control.bps()).isEqualTo(PLENTY);

        send(100, 2_000_000, 0.28);
        assertThat(control.bps()).as("a little more of it").isEqualTo(PLENTY);
        send(30, 2_000_000, 0.5);
        assertThat(control.bps()).as("twice as much is something else").isLessThan(1_500_000);
    }

    @Test
    void where_a_queue_stands_loss_is_congestion_even_if_it_stays() {
        queued = true;
        send(30, 2_000_000, 0);
        for (int i = 0; i < 150; i++) {
            send(1, Math.min(2_000_000, control.bps()), 0.25);
        }
        assertThat(control.bps()).isLessThan(400_000);
    }

    @Test
    void what_the_path_lost_is_forgotten_when_it_no_longer_does() {
        send(30, 2_000_000, 0);
        for (int i = 0; i < 150; i++) {
            send(1, Math.min(2_000_000, control.bps()), 0.25);
        }
        send(1_000, 2_000_000, 0);
        send(30, 2_000_000, 0.25);
        assertThat(control.bps()).isLessThan(1_900_000);
    }

    @Test
    void a_short_burst_of_loss_is_no_reason() {
        send(30, 2_000_000, 0);
        send(1, 2_000_000, 0.3);
        send(30, 2_000_000, 0);
        assertThat(control.bps()).isEqualTo(PLENTY);
    }

    @Test
    void of_a_few_packets_nothing_is_concluded_for_a_second() {
        for (int i = 0; i < 9; i++) {
            now += STEP;
            control.onFeedback(1, 3, 400, now);
            control.update(PLENTY, false, ROUND_TRIP, now);
        }
        assertThat(control.share()).isZero();
        now += STEP;
        control.update(PLENTY, false, ROUND_TRIP, now);
        assertThat(control.share()).isPositive();
    }

    @Test
    void packets_that_were_only_late_are_not_lost() {
        for (int i = 0; i < 100; i++) {
            now += STEP;
            control.onFeedback(50, 20, 70 * 1_200, now);
            control.onFeedback(20, -20, 0, now);
            control.update(PLENTY, false, ROUND_TRIP, now);
        }
        assertThat(control.bps()).isEqualTo(PLENTY);
        assertThat(control.share()).isZero();
    }

    /** As a path of such a bandwidth without a queue would. */
    private void congested(long bandwidthBps) {
        long sent = Math.min(2_000_000, control.bps());
        send(1, sent, Math.max(0, 1 - (double) bandwidthBps / sent));
    }

    private void send(int steps, long bps, double lost) {
        for (int i = 0; i < steps; i++) {
            now += STEP;
            long packets = bps / 10 / PACKET_BITS;
            int missing = (int) Math.round(packets * lost);
            control.onFeedback((int) packets - missing, missing, packets * 1_200, now);
            control.update(PLENTY, queued, ROUND_TRIP, now);
        }
    }
}
