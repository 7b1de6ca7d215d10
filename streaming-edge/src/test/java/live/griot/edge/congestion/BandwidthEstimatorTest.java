package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.BandwidthEstimator.Configuration;
import live.griot.edge.rtp.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the estimator does beside estimating; how well it estimates is shown by {@link BandwidthEstimationTest}. */
class BandwidthEstimatorTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Configuration LIMITS = new Configuration(500_000, 100_000, 4_000_000);

    private final BandwidthEstimator estimator = new BandwidthEstimator(LIMITS, 0);

    @Test
    void before_anything_is_known_it_is_where_it_starts() {
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
        assertThat(estimator.mediaBps()).isEqualTo(500_000);
        assertThat(estimator.isEstablished()).isFalse();
        assertThat(estimator.isProbing()).isFalse();
        assertThat(estimator.paddingDue(0)).isZero();
        assertThat(estimator.lossShare()).isZero();
    }

    @Test
    void a_viewer_who_never_sends_feedback_keeps_what_it_starts_with_and_is_not_probed_for_long() {
        estimator.wish(1_000_000, 3_000_000);
        for (int i = 0; i < 3_000; i++) {
            estimator.onSending(1_000, i * 20L * MS);
            estimator.tick(i * 20L * MS);
            assertThat(i > 200 && estimator.isProbing()).isFalse();
        }
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
        assertThat(estimator.isEstablished()).isFalse();
    }

    @Test
    void a_probe_is_asked_for_when_more_is_wished_and_ends_when_it_was_sent() {
        estimator.wish(1_000_000, 3_000_000);
        estimator.tick(0);
        assertThat(estimator.isProbing()).isTrue();
        int sent = 0;
        for (long now = 0; estimator.isProbing() && now < 1_000 * MS; now += BandwidthEstimator.PROBE_STEP_NANOS) {
            for (; estimator.paddingDue(now) > 0; sent++) {
                estimator.onSending(500, now);
            }
        }
        assertThat(8 * 500 * sent).as("1.5 Mbit/s in 30 ms and a bit").isBetween(45_000, 60_000);
        estimator.tick(100 * MS);
        assertThat(estimator.isProbing()).as("its result is waited for").isFalse();
    }

    @Test
    void a_probe_that_nobody_sends_ends_too() {
        estimator.wish(1_000_000, 3_000_000);
        estimator.tick(0);
        estimator.tick(500 * MS);
        assertThat(estimator.isProbing()).isFalse();
    }

    @Test
    void round_trips_are_smoothed_and_known_from_feedback_until_reports_come() {
        byte[] feedback = new byte[TransportFeedbackRecorder.MAX_BODY];
        TransportFeedbackRecorder recorder = new TransportFeedbackRecorder(0);
        recorder.onPacket(estimator.onSending(1_000, 100 * MS), 150 * MS);
        int length = recorder.write(160 * MS, feedback);
        estimator.onFeedback(feedback, 0, length, 200 * MS);
        assertThat(estimator.roundTripNanos()).isEqualTo(100 * MS);
        estimator.onRoundTrip(60 * MS);
        assertThat(estimator.roundTripNanos()).isEqualTo(95 * MS);
    }

    @Test
    void malformed_feedback_is_refused_and_changes_nothing() {
        assertThat(estimator.onFeedback(new byte[0], 0, 0, MS)).isFalse();
        assertThat(estimator.onFeedback(new byte[] {0, 0, 0, 9, 0, 0, 0, 0}, 0, 8, MS))
                .isFalse();
        assertThat(estimator.estimateBps()).isEqualTo(500_000);
    }

    @Property(tries = 300)
    void whatever_a_viewer_tells_the_estimate_keeps_its_limits(
            @ForAll @Size(min = 1, max = 60) List<@Size(min = 10, max = 80) byte[]> hostile,
            @ForAll @IntRange(min = 1, max = 60) int packets) {
        BandwidthEstimator hostiles = new BandwidthEstimator(LIMITS, 0);
        hostiles.wish(2_000_000, 50_000_000);
        long now = 0;
        int sequence = 0;
        for (byte[] body : hostile) {
            for (int i = 0; i < packets; i++) {
                now += 2 * MS;
                sequence = hostiles.onSending(1_200, now);
            }
            // Well-formed often enough to get in: about packets that were sent.
            Bytes.put16(body, 0, Math.max(0, sequence - packets));
            Bytes.put16(body, 2, Math.min(packets, 14));
            hostiles.onFeedback(body, 0, body.length, now);
            hostiles.tick(now);
            assertThat(hostiles.paddingDue(now)).isBetween(0, 4_000_000 / 8);
            assertThat(hostiles.estimateBps()).isBetween(100_000L, 4_000_000L);
            assertThat(hostiles.mediaBps()).isBetween(0L, 4_000_000L);
            assertThat(hostiles.lossShare()).isBetween(0d, 0.9);
        }
    }

    @Test
    void limits_that_contradict_each_other_are_a_mistake() {
        assertThatThrownBy(() -> new Configuration(100, 200, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(100, 0, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(400, 200, 300)).isInstanceOf(IllegalArgumentException.class);
    }
}
