package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A probe's way: when it is due, how it is spread over time, what its arrival tells. */
class ProbeTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ProbeController controller = new ProbeController(0);
    private final ProbePacer pacer = new ProbePacer();
    private final ProbeMeter meter = new ProbeMeter();

    @Test
    void nothing_is_probed_for_that_nobody_wishes() {
        assertThat(controller.due(600_000, NetworkUsage.NORMAL, 0)).isZero();
        controller.wish(500_000, 600_000);
        assertThat(controller.due(600_000, NetworkUsage.NORMAL, 0)).isZero();
    }

    @Test
    void at_the_start_it_is_three_times_the_estimate_then_twice_what_was_carried_up_to_what_is_wished() {
        controller.wish(1_000_000, 4_000_000);
        assertThat(controller.due(600_000, NetworkUsage.NORMAL, 0)).isEqualTo(1_800_000);
        controller.onResult(1_800_000, 1_790_000, 200 * MS);
        assertThat(controller.due(1_790_000, NetworkUsage.NORMAL, 200 * MS)).isEqualTo(3_580_000);
        controller.onResult(3_580_000, 3_570_000, 400 * MS);
        assertThat(controller.due(3_570_000, NetworkUsage.NORMAL, 400 * MS)).isEqualTo(5_000_000);
        controller.onResult(5_000_000, 4_900_000, 600 * MS);
        assertThat(controller.due(4_900_000, NetworkUsage.NORMAL, 600 * MS)).isZero();
    }

    @Test
    void what_was_not_carried_is_tried_again_ever_more_seldom() {
        controller.wish(2_000_000, 4_000_000);
        long now = 0;
        for (long wait : new long[] {500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
            controller.onResult(1_800_000, 900_000, now);
            assertThat(controller.due(900_000, NetworkUsage.NORMAL, now + wait * MS - 1))
                    .isZero();
            now += wait * MS;
            assertThat(controller.due(900_000, NetworkUsage.NORMAL, now))
                    .as("a little over the next step")
                    .isEqualTo(2_500_000);
        }
    }

    @Test
    void a_step_that_is_far_is_not_jumped_at() {
        controller.wish(4_000_000, 4_000_000);
        controller.onResult(600_000, ProbeMeter.NO_RESULT, 0);
        assertThat(controller.due(200_000, NetworkUsage.NORMAL, SECOND)).isEqualTo(600_000);
    }

    @Test
    void no_probe_comes_while_the_path_is_overused_or_two_seconds_after_a_fall() {
        controller.wish(2_000_000, 4_000_000);
        assertThat(controller.due(900_000, NetworkUsage.OVERUSE, 0)).isZero();
        controller.onFall(10 * SECOND);
        assertThat(controller.due(900_000, NetworkUsage.NORMAL, 12 * SECOND - 1))
                .isZero();
        assertThat(controller.due(900_000, NetworkUsage.NORMAL, 12 * SECOND)).isPositive();
    }

    @Test
    void padding_makes_up_what_media_leaves_of_the_probes_bitrate() {
        pacer.begin(1, 2_400_000, 0, 0);
        assertThat(pacer.due(0)).as("of five milliseconds").isEqualTo(1_500);
        assertThat(pacer.onSending(1_000)).isEqualTo(1);
        assertThat(pacer.due(0)).isEqualTo(500);
        assertThat(pacer.onSending(1_000)).isEqualTo(1);
        assertThat(pacer.due(0)).isZero();
        assertThat(pacer.due(5 * MS)).isEqualTo(1_000);
    }

    @Test
    void a_probe_ends_after_enough_time_bytes_and_packets() {
        pacer.begin(7, 2_400_000, 0, 0);
        int sent = 0;
        long now = 0;
        for (; pacer.isSending() && now < SECOND; now += 5 * MS) {
            for (; pacer.due(now) > 0; sent++) {
                pacer.onSending(1_200);
            }
        }
        assertThat(now).isBetween(30 * MS, 45 * MS);
        assertThat(sent).isEqualTo(pacer.packets()).isBetween(8, 9);
        assertThat(pacer.onSending(1_200)).isEqualTo(SentPackets.NO_PROBE);
    }

    @Test
    void a_slow_probe_lasts_until_it_has_five_packets_and_one_in_jitter_longer() {
        assertThat(duration(200_000, 0)).isBetween(100 * MS, 250 * MS);
        assertThat(duration(5_000_000, 20 * MS)).isBetween(100 * MS, 110 * MS);
        assertThat(duration(5_000_000, SECOND)).isBetween(150 * MS, 160 * MS);
    }

    private long duration(long bps, long jitterNanos) {
        pacer.begin(1, bps, jitterNanos, 0);
        long now = 0;
        for (; pacer.isSending(); now += 5 * MS) {
            while (pacer.due(now) > 0) {
                pacer.onSending(1_000);
            }
        }
        return now;
    }

    @Test
    void a_probe_that_cannot_be_sent_is_given_up() {
        pacer.begin(1, 2_400_000, 0, 0);
        pacer.onSending(1_200);
        assertThat(pacer.due(400 * MS)).isPositive();
        assertThat(pacer.due(401 * MS)).isZero();
        assertThat(pacer.isSending()).isFalse();
    }

    @Test
    void a_path_that_keeps_up_carries_what_was_sent() {
        // Two packets at once every 4 ms: 1,000 bytes in 2 ms.
        sendAndReceive(10, 2, 4 * MS, 0);
        assertThat(meter.result(10, 0)).isCloseTo(4_000_000L, within(40_000L));
        assertThat(meter.isSaturated()).isFalse();
    }

    @Test
    void a_path_that_falls_behind_carries_a_little_less_than_what_arrives() {
        sendAndReceive(10, 2, 4 * MS, 5 * MS);
        assertThat(meter.result(10, 0)).isCloseTo(1_520_000L, within(20_000L));
        assertThat(meter.isSaturated()).isTrue();
    }

    @Test
    void what_the_path_loses_whatever_is_sent_is_not_its_limit() {
        sendAndReceive(8, 1, 4 * MS, 0);
        assertThat(meter.result(10, 0.2)).isCloseTo(2_500_000L, within(20_000L));
        sendAndReceive(6, 1, 4 * MS, 0);
        assertThat(meter.result(10, 0.2)).isPositive();
    }

    @Test
    void what_says_nothing_has_no_result() {
        sendAndReceive(4, 1, 4 * MS, 0);
        assertThat(meter.result(4, 0)).as("too few packets").isEqualTo(ProbeMeter.NO_RESULT);
        sendAndReceive(6, 1, 4 * MS, 0);
        assertThat(meter.result(10, 0)).as("too many lost").isEqualTo(ProbeMeter.NO_RESULT);
        sendAndReceive(10, 10, 4 * MS, 5 * MS);
        assertThat(meter.result(10, 0)).as("all sent at once").isEqualTo(ProbeMeter.NO_RESULT);
        meter.begin(1);
        for (int i = 0; i < 10; i++) {
            meter.onReceived(1, 1_000, i * 4L * MS, 100 * MS + i * MS / 10);
        }
        assertThat(meter.result(10, 0)).as("held back and let go at once").isEqualTo(ProbeMeter.NO_RESULT);
    }

    @Test
    void it_is_complete_when_it_is_known_of_each_packet_how_it_fared() {
        sendAndReceive(9, 1, 4 * MS, 0);
        meter.onReceived(2, 1_000, 0, 0);
        assertThat(meter.isComplete(10)).as("another probe's packet").isFalse();
        meter.onMissing(1);
        assertThat(meter.isComplete(10)).isTrue();
    }

    private void sendAndReceive(int packets, int atOnce, long everyNanos, long apartNanos) {
        meter.begin(1);
        long arrival = 0;
        for (int i = 0; i < packets; i++) {
            long sent = i / atOnce * everyNanos;
            arrival = Math.max(sent + 50 * MS, arrival + apartNanos);
            meter.onReceived(1, 1_000, sent, arrival);
        }
    }
}
