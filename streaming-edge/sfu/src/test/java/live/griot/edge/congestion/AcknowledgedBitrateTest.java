package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcknowledgedBitrateTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AcknowledgedBitrate bitrate = new AcknowledgedBitrate();
    private long now;

    @Test
    void nothing_is_known_before_half_a_second() {
        receive(1_000_000, 480);
        assertThat(bitrate.bps()).isEqualTo(-1);
        assertThat(bitrate.latestBps()).isEqualTo(-1);
        receive(1_000_000, 40);
        assertThat(bitrate.bps()).isBetween(950_000L, 1_050_000L);
    }

    @Test
    void a_change_is_followed_within_two_seconds_up_and_down() {
        receive(1_000_000, 2_000);
        receive(4_000_000, 1_000);
        assertThat(bitrate.bps()).isBetween(3_200_000L, 4_200_000L);
        receive(500_000, 2_000);
        assertThat(bitrate.bps()).isBetween(480_000L, 700_000L);
    }

    @Test
    void the_latest_window_is_known_at_once() {
        receive(2_000_000, 2_000);
        receive(500_000, 310);
        assertThat(bitrate.latestBps()).isBetween(450_000L, 550_000L);
        assertThat(bitrate.bps()).isGreaterThan(600_000);
    }

    @Test
    void one_odd_window_is_hardly_believed() {
        receive(1_000_000, 3_000);
        receive(4_000_000, 150);
        receive(1_000_000, 150);
        assertThat(bitrate.bps()).isBetween(900_000L, 1_900_000L);
    }

    @Test
    void where_feedback_is_missing_less_seems_to_arrive_unless_the_window_is_begun_again() {
        receive(1_000_000, 3_000);
        now += 120 * MS;
        bitrate.skip();
        receive(1_000_000, 300);
        assertThat(bitrate.bps()).isBetween(950_000L, 1_050_000L);
    }

    @Test
    void a_packet_that_overtook_others_does_not_begin_the_window_again() {
        receive(1_000_000, 3_000);
        for (int i = 0; i < 60; i++) {
            bitrate.onReceived(1_250, now + 40 * MS);
            now += 10 * MS;
            bitrate.onReceived(1, now - 5 * MS);
        }
        assertThat(bitrate.bps()).isBetween(950_000L, 1_050_000L);
    }

    /** A packet of 1,250 bytes whenever it is time for one. */
    private void receive(long bps, long millis) {
        long apart = 10_000 * TimeUnit.SECONDS.toNanos(1) / bps;
        for (long end = now + millis * MS; now < end; now += apart) {
            bitrate.onReceived(1_250, now);
        }
    }
}
